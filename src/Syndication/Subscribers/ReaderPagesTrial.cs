using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Tries the pages of sign-up and plan.</summary>
internal sealed class ReaderPagesTrial(PageRenderer pages) : PageTrial(pages)
{
    private const string Address = "https://trial.invalid/";

    /// <inheritdoc/>
    protected override IEnumerable<(string Template, object Model)> Samples =>
        [
            ("subscribe", SignUp()),
            ("subscribe-form", Frame()),
            ("subscribe-form-done", new { }),
            ("preferences", Preferences()),
            ("confirm", new { token = "token", plan = Plan() }),
            .. Forms(),
            .. Answers(),
        ];

    private static IEnumerable<(string Template, object Model)> Forms()
    {
        yield return (
            "address",
            new
            {
                token = "token",
                email = "a@trial.invalid",
                wrongEmail = true,
                trap = PlanForm.Trap,
            }
        );
        yield return (
            "send-link",
            new
            {
                email = "a@trial.invalid",
                wrongEmail = true,
                trap = PlanForm.Trap,
            }
        );
        yield return ("disown", new { token = "token" });
        yield return ("erase", new { token = "token" });
        yield return ("move", new { token = "token", address = "a@trial.invalid" });
        yield return ("unsubscribe", new { token = "token", preferences = Address });
    }

    private static IEnumerable<(string Template, object Model)> Answers()
    {
        foreach (var name in new[] { "check-your-mail", "disowned", "erased" })
            yield return (name, new { });
        foreach (var name in new[] { "confirmed", "moved", "returned" })
            yield return (name, new { preferences = Address });
        foreach (var name in new[] { "link-unknown", "not-subscribed" })
            yield return (name, new { subscribe = Address });
        yield return ("left", new { undo = Address });
    }

    private static object SignUp() =>
        new
        {
            email = "a@trial.invalid",
            wrongEmail = true,
            wrong = true,
            trap = PlanForm.Trap,
            plan = Plan(),
        };

    private static object Frame() =>
        new
        {
            email = "a@trial.invalid",
            wrongEmail = true,
            wrong = true,
            trap = PlanForm.Trap,
            cadences = new[] { new { section = "section", cadence = "daily" } },
        };

    private static object Preferences() =>
        new
        {
            address = "a@trial.invalid",
            saved = true,
            wrong = true,
            unsubscribe = Address,
            plan = Plan(),
            pause = new
            {
                paused = true,
                until = "2026-03-02",
                wrong = true,
            },
            languages = new { field = PageLanguages.Field, choices = Options("en") },
            feeds = new[] { new { label = "label", href = Address } },
            newAddress = true,
            newFeed = Address,
            move = Address,
            data = Address,
            erase = Address,
        };

    private static object Plan() =>
        new
        {
            sections = Sections(),
            hours = Options("07:00"),
            quietFrom = Options("22:00"),
            quietTo = Options("06:00"),
            weekdays = Options("Monday"),
            days = Options("1"),
            zones = new[]
            {
                new
                {
                    region = "region",
                    zones = new[]
                    {
                        new
                        {
                            value = "UTC",
                            label = "UTC",
                            others = "GMT",
                            selected = true,
                        },
                    },
                },
            },
            guessZone = true,
            html = true,
            text = true,
            full = true,
            headlines = true,
            wrongSections = true,
            wrongQuiet = true,
            wrongTimes = true,
            wrongZone = true,
            wrongForm = true,
        };

    private static object[] Sections() =>
        [
            new
            {
                slug = "slug",
                name = "name",
                description = "description",
                off = true,
                each = true,
                daily = true,
                weekly = true,
                monthly = true,
                offersEach = true,
                offersDaily = true,
                offersWeekly = true,
            },
        ];

    private static object[] Options(string value) =>
        [
            new
            {
                value,
                label = "label",
                selected = true,
            },
        ];
}
