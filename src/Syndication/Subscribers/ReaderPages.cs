using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>The pages of sign-up and plan, rendered.</summary>
internal sealed class ReaderPages(
    PageRenderer pages,
    Database database,
    PlanReader plans,
    ReaderLinks links,
    ReaderFeedAddresses feeds,
    FrequencyCap cap,
    LanguageChoices languages,
    WebAddresses addresses
)
{
    /// <summary>The sign-up form, empty.</summary>
    public async Task<IResult> SubscribeAsync(CancellationToken ct)
    {
        var sections = await SectionsAsync(ct);
        return Subscribe(plans.Default(sections), sections, "", new FieldFaults());
    }

    /// <summary>The sign-up form with what was typed and what is wrong with it.</summary>
    public IResult Subscribe(ReaderPlan plan, IReadOnlyCollection<Section> sections, string email, FieldFaults faults) =>
        pages.Page(
            "subscribe",
            new PageHead
            {
                TitleKey = PageTitles.Subscribe,
                IsPersonal = true,
                Canonical = faults.Any ? null : addresses.Subscribe,
                Indexed = !faults.Any,
            },
            new
            {
                email,
                wrongEmail = faults.Has("email"),
                wrong = faults.Any,
                trap = PlanForm.Trap,
                plan = PlanForm.Model(plan, sections, cap, faults, guessZone: !faults.Any),
            },
            faults.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );

    /// <summary>The reader's plan, or what was typed and what is wrong with it.</summary>
    public IResult Preferences(
        Reader reader,
        ReaderPlan plan,
        IReadOnlyCollection<Section> sections,
        FieldFaults faults,
        bool saved,
        bool newAddress = false
    ) =>
        Private(
            "preferences",
            PageTitles.Preferences,
            new
            {
                address = reader.Subscriber.Email,
                saved = saved && !faults.Any,
                wrong = faults.Any,
                unsubscribe = Path(links.Unsubscribe(reader.Subscriber.Handle, 0)),
                plan = PlanForm.Model(plan, sections, cap, faults, guessZone: false),
                pause = PlanForm.PauseModel(plan, faults),
                languages = languages.Model(plan.Language),
                feeds = feeds
                    .Of(reader.Subscriber)
                    .Select(feed => (object)new { label = feed.Format.Label(), href = feed.Address })
                    .ToList(),
                newAddress,
                newFeed = Path(links.Preferences(reader.Subscriber.Handle, 0)) + "/feed",
                move = Path(links.Preferences(reader.Subscriber.Handle, 0)) + "/address",
                data = Path(links.Preferences(reader.Subscriber.Handle, 0)) + "/data",
                erase = Path(links.Preferences(reader.Subscriber.Handle, 0)) + "/erase",
            },
            faults.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
            reader.Subscriber.Language
        );

    /// <summary>A page behind a token, or an answer to a form: neither kept nor listed anywhere.</summary>
    /// <param name="template">Name below <c>pages/</c>.</param>
    /// <param name="title">The key of its title: see <see cref="PageTitles"/>.</param>
    /// <param name="content">The template's own model.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="language">The reader's; null where it is not known whose page it is.</param>
    public IResult Private(string template, string title, object content, int status = StatusCodes.Status200OK, string? language = null) =>
        pages.Page(
            template,
            new PageHead
            {
                TitleKey = title,
                Language = language,
                IsPersonal = true,
                Indexed = false,
            },
            content,
            status
        );

    /// <summary>A link that was not made here, or that opens nothing any more. Says no more than that.</summary>
    public IResult Unknown() =>
        Private("link-unknown", PageTitles.UnknownLink, new { subscribe = addresses.Subscribe }, StatusCodes.Status404NotFound);

    /// <summary>The plan of somebody who is not a reader at present.</summary>
    public IResult NotSubscribed() => Private("not-subscribed", PageTitles.NotSubscribed, new { subscribe = addresses.Subscribe });

    /// <summary>The sections that can be chosen.</summary>
    public Task<List<Section>> SectionsAsync(CancellationToken ct) => database.ReadAsync(PlanReader.OpenSectionsAsync, ct);

    /// <summary>Links between these pages go without the base address, so that they hold wherever the page was reached.</summary>
    public string Path(string address) => address[addresses.Base.Length..];
}
