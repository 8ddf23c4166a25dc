using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Files;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Sample;

/// <summary>
/// Loads the sample publication into an empty store before the first request, in Development: sections, authors, articles dated back from
/// now, and one confirmed reader who is due at once. Articles take the way that a folder of Markdown takes.
/// </summary>
internal sealed partial class SampleSeeder(
    Database database,
    SectionStore sections,
    ArticleIntake intake,
    MarkdownReader markdown,
    WebAddresses web,
    TimeProvider clock,
    ILogger<SampleSeeder> logger
) : IHostedService
{
    /// <summary>The sample reader's address; mail to it goes nowhere but the outbox.</summary>
    public const string Reader = "reader@example.org";

    // Older ones are archive: in the feeds, but no news to a reader who signs up today.
    private static readonly TimeSpan News = TimeSpan.FromHours(30);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await IsEmptyAsync(cancellationToken))
            return;
        foreach (var sample in SampleFiles.Sections())
            await AddSectionAsync(sample, cancellationToken);
        var context = new ReadingContext(await sections.AllAsync(cancellationToken), Authors())
        {
            BaseAddress = new Uri(web.Base + "/articles/"),
        };
        var readings = SampleFiles
            .Articles()
            .Select(article => Read(article.Name, article.Text, context))
            .OrderBy(sample => sample.At)
            .ToList();
        await database.WriteAsync(
            async (db, ct) =>
            {
                db.AddRange(Authors());
                await AddArticlesAsync(db, readings, ct);
                await AddReaderAsync(db, ct);
            },
            cancellationToken
        );
        LogSeeded(readings.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Sections of the sample alone are a loading that was broken off: it is done again.
    private async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        var sample = SampleFiles.Sections().Select(section => section.Slug);
        var others = (await sections.AllAsync(ct)).Select(section => section.Slug.Value).Except(sample, StringComparer.Ordinal);
        return !others.Any() && await database.ReadAsync(async (db, token) => !await db.Set<ArticleRow>().AnyAsync(token), ct);
    }

    private Task<bool> AddSectionAsync(SampleSection sample, CancellationToken ct) =>
        sections.PutAsync(
            new SectionSlug(sample.Slug),
            sample.Name,
            section => (section.Description, section.Note) = (sample.Description, sample.Note),
            ct
        );

    private static List<Author> Authors() =>
        [
            .. SampleFiles
                .Authors()
                .Select(sample => new Author
                {
                    Slug = new AuthorSlug(sample.Slug),
                    Name = sample.Name,
                    Role = sample.Role,
                    Biography = sample.Bio,
                    Url = sample.Url,
                }),
        ];

    private (string Name, DateTimeOffset At, Reading Reading) Read(string name, string text, ReadingContext context)
    {
        var reading = markdown.Read(text.Replace("](images/", "](/sample/", StringComparison.Ordinal), name + ".md", context);
        if (reading.Content is not { } content)
            throw new InvalidOperationException($"sample/{name}: {reading.Faults[0].Field}: {reading.Faults[0].Message}");
        var age = TimeSpan.FromHours(double.Parse(reading.Extra["hoursAgo"], CultureInfo.InvariantCulture));
        var at = clock.GetUtcNow() - age;
        var dated = content with { Slug = name, PublishedAt = at, Announce = age <= News, Image = ImageOf(content.Image) };
        return (name, at, reading with { Content = dated });
    }

    private ArticleImage? ImageOf(ArticleImage? image)
    {
        if (image is null)
            return null;
        var name = image.Url[(image.Url.LastIndexOf('/') + 1)..];
        return image with
        {
            Url = $"{web.Base}/sample/{name}",
            Width = 1200,
            Height = 800,
            Type = "image/jpeg",
            Bytes = SampleFiles.Image(name)?.Length,
        };
    }

    private async Task AddArticlesAsync(
        PublicationDb db,
        IEnumerable<(string Name, DateTimeOffset At, Reading Reading)> readings,
        CancellationToken ct
    )
    {
        foreach (var (name, _, reading) in readings)
            await intake.StoreAsync(db, "sample", name, reading, ct);
    }

    private async Task AddReaderAsync(PublicationDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reader = new Subscriber
        {
            Email = Reader,
            EmailKey = Reader,
            Handle = RandomNumberGenerator.GetBytes(16),
            State = SubscriberState.Active,
            Zone = "UTC",
            Language = "en",
            CreatedAt = now,
            ConfirmedAt = now,
        };
        db.Add(reader);
        await db.SaveChangesAsync(ct);
        var slot = new Slot(DateTime.SpecifyKind(now.UtcDateTime, DateTimeKind.Unspecified), now);
        db.AddRange(
            SampleFiles
                .Sections()
                .Select(section => new Subscription
                {
                    Subscriber = reader.Id,
                    Section = new SectionSlug(section.Slug),
                    Cadence = Cadence.Daily,
                    NextSlot = slot.ToString(),
                    NextDueAt = now,
                })
        );
    }

    [LoggerMessage(EventId = 9003, Level = LogLevel.Information, Message = "Loaded the sample publication: {Count} articles")]
    private partial void LogSeeded(int count);
}
