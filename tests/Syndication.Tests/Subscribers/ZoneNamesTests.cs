using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>A reader's hour is where the reader is, by whichever name a browser, a list or a newsroom system knows the place.</summary>
public sealed class ZoneNamesTests : IDisposable
{
    private const string Chromium = "chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=20000 --dump-dom file://";
    private readonly ReaderHost host = new();

    /// <summary>What V8 reports that no list of the tz database offers.</summary>
    public static TheoryData<string, string> Reported =>
        new()
        {
            { "Africa/Asmera", "Africa/Asmara" },
            { "America/Buenos_Aires", "America/Argentina/Buenos_Aires" },
            { "America/Catamarca", "America/Argentina/Catamarca" },
            { "America/Coral_Harbour", "America/Atikokan" },
            { "America/Cordoba", "America/Argentina/Cordoba" },
            { "America/Godthab", "America/Nuuk" },
            { "America/Indianapolis", "America/Indiana/Indianapolis" },
            { "America/Jujuy", "America/Argentina/Jujuy" },
            { "America/Louisville", "America/Kentucky/Louisville" },
            { "America/Mendoza", "America/Argentina/Mendoza" },
            { "Asia/Calcutta", "Asia/Kolkata" },
            { "Asia/Katmandu", "Asia/Kathmandu" },
            { "Asia/Rangoon", "Asia/Yangon" },
            { "Asia/Saigon", "Asia/Ho_Chi_Minh" },
            { "Atlantic/Faeroe", "Atlantic/Faroe" },
            { "Europe/Kiev", "Europe/Kyiv" },
            { "Pacific/Enderbury", "Pacific/Kanton" },
            { "Pacific/Ponape", "Pacific/Pohnpei" },
            { "Pacific/Truk", "Pacific/Chuuk" },
            { "Etc/UTC", "UTC" },
            { "GMT", "UTC" },
        };

    public void Dispose() => host.Dispose();

    [Theory]
    [MemberData(nameof(Reported))]
    public void An_older_name_is_the_place_that_has_it_now_and_has_its_hours(string older, string present)
    {
        Assert.Equal(present, PlanWords.ReadZone(older));
        Assert.Equal(present, PlanWords.ReadZone(present));

        // Where the system has the older name at all.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(older, out var zone))
            return;
        var now = TimeZoneInfo.FindSystemTimeZoneById(present);
        for (var day = SyndicationHost.Start; day < SyndicationHost.Start.AddYears(1); day = day.AddDays(1))
            Assert.Equal(zone.GetUtcOffset(day), now.GetUtcOffset(day));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("Etc/GMT-3", "Etc/GMT-3")]
    [InlineData("Etc/GMT+12", "Etc/GMT+12")]
    [InlineData("Etc/GMT-14", "Etc/GMT-14")]
    [InlineData("Etc/GMT-15", null)]
    [InlineData("Etc/GMT+0", "UTC")]
    [InlineData("Etc/Zulu", "UTC")]
    [InlineData("Nowhere/Land", null)]
    [InlineData("India Standard Time", null)]
    [InlineData("asia/calcutta", null)]
    [InlineData("", null)]
    public void What_is_no_zones_name_is_none(string name, string? present) => Assert.Equal(present, PlanWords.ReadZone(name));

    [Fact]
    public void A_system_that_has_only_the_older_name_keeps_it()
    {
        (string, string)[] links = [("Europe/Kiev", "Europe/Kyiv"), ("Asia/Calcutta", "Asia/Kolkata"), ("Asia/Calcutta", "Asia/Colombo")];

        var resolved = ZoneNames.Resolve(new HashSet<string> { "Europe/Kiev", "Asia/Kolkata", "Asia/Colombo" }, links);

        Assert.Equal(
            [("Asia/Calcutta", "Asia/Kolkata"), ("Europe/Kyiv", "Europe/Kiev")],
            resolved.Select(link => (link.Key, link.Value)).Order()
        );
    }

    [Fact]
    public async Task Forms_newsroom_systems_and_lists_may_all_give_an_older_name()
    {
        await host.ReadyAsync();
        Assert.Equal("Asia/Kolkata", (await host.SubscribeAsync(ReaderHost.Address, ("zone", "Asia/Calcutta"))).Subscriber.Zone);

        using var patch = JsonContent.Create(JsonElement.Parse("""{ "plan": { "zone": "Europe/Kiev" } }"""));
        var patched = await host.Newsroom().PatchAsync($"/api/v1/subscribers/{ReaderHost.Address}", patch);
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.Equal("Europe/Kyiv", (await host.FindAsync()).Subscriber.Zone);

        using var list = new StringContent("email,created_at,timezone\nbob@example.org,2024-05-07,America/Buenos_Aires\n");
        list.Headers.ContentType = new("text/csv");
        (await host.Newsroom().PostAsync("/api/v1/subscribers:import", list)).EnsureSuccessStatusCode();
        Assert.Equal("America/Argentina/Buenos_Aires", (await host.FindAsync("bob@example.org")).Subscriber.Zone);
    }

    [Fact]
    public async Task A_publication_that_gives_its_zone_an_older_name_has_its_present_one_chosen()
    {
        host.Settings["Publication:TimeZone"] = "Asia/Calcutta";

        var form = new HtmlParser().ParseDocument(await FormAsync());

        var chosen = Assert.Single(form.QuerySelectorAll("#zone option[selected]"));
        Assert.Equal(("Asia/Kolkata", "Asia/Calcutta"), (chosen.GetAttribute("value"), chosen.GetAttribute("data-others")));
        Assert.Null(form.QuerySelector("#zone option[value='Asia/Calcutta']"));
    }

    [PeerFact("command -v chromium")]
    public async Task The_form_chooses_the_browsers_zone_by_whatever_name_the_browser_has_for_it()
    {
        var page = await PageAsync("document.querySelector('#zone').value");

        foreach (
            var zone in new[]
            {
                "Asia/Kolkata",
                "Europe/Kyiv",
                "Asia/Ho_Chi_Minh",
                "America/Argentina/Buenos_Aires",
                "Asia/Tokyo",
                "Etc/GMT-3",
            }
        )
            Assert.Equal(zone, Shown(page, $"TZ={zone}"));
    }

    [PeerFact("command -v chromium")]
    public async Task The_form_has_every_zone_that_a_browser_may_be_in()
    {
        const string Missing = """
            Intl.supportedValuesOf('timeZone').filter(name =>
              ![...document.querySelectorAll('#zone option')].some(one => [one.value, ...(one.dataset.others ?? '').split(' ')].includes(name))
            ).join(' ')
            """;

        Assert.Equal("", Shown(await PageAsync(Missing), "TZ=UTC"));
    }

    private async Task<string> FormAsync()
    {
        await host.ReadyAsync();
        return await host.Browser.GetStringAsync("/subscribe");
    }

    // The page and its script as files, and what is asked of it at its end.
    private async Task<string> PageAsync(string question)
    {
        var form = await FormAsync();
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "browser")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "site.js"), await host.Browser.GetStringAsync("/assets/site.js"));
        var page = Path.Combine(folder, "form.html");
        await File.WriteAllTextAsync(
            page,
            form.Replace("\"/assets/site.js\"", "\"site.js\"", StringComparison.Ordinal)
                .Replace(
                    "</body>",
                    $"<pre id=\"shown\"></pre><script>addEventListener('load', () => {{ document.querySelector('#shown').textContent = {question}; }});</script></body>",
                    StringComparison.Ordinal
                )
        );
        return page;
    }

    private static string Shown(string page, string environment)
    {
        var dom = Shell.Run($"{environment} {Chromium}{page} 2>/dev/null").Output;
        return new HtmlParser().ParseDocument(dom).QuerySelector("#shown")?.TextContent ?? $"chromium says: {dom}";
    }
}
