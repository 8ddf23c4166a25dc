using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What axe finds in every golden mail in Chromium, light and dark, and whether it fits; pictures are not loaded.</summary>
public sealed partial class MailAccessibilityTests
{
    private const string Axe = "tests/Syndication.Tests/Peers/node_modules/axe-core/axe.min.js";

    // A reading pane, and a phone.
    private const int Wide = 700;
    private const int Narrow = 390;

    // 0 is dark, 1 is light.
    private const string Command =
        "chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=600000 --blink-settings=preferredColorScheme=";

    [PeerTheory("command -v chromium && test -f {root}/" + Axe)]
    [InlineData("dark", 0)]
    [InlineData("light", 1)]
    public void No_golden_mail_has_a_serious_fault(string scheme, int preferred)
    {
        var axe = Path.Combine(ProjectRoot.Find(), Axe);
        var folder = Directory.CreateTempSubdirectory("syndication-axe-").FullName;
        try
        {
            using var host = new SyndicationHost();
            var names = new List<string>();
            foreach (var (name, mail) in GoldenMails.AllSent(host).Where(golden => golden.Mail.Body.Html is not null))
            {
                File.WriteAllText(Path.Combine(folder, name + ".html"), Page(mail.Body.Html!, axe));
                names.Add(name);
            }

            var all = Path.Combine(folder, "all.html");
            File.WriteAllText(all, Frames(names));
            var found = Results(Shell.Run($"{Command}{preferred} --dump-dom file://{all} 2>/dev/null").Output);
            Assert.Equal(names.Order(StringComparer.Ordinal), found.Select(result => result.Name).Order(StringComparer.Ordinal));
            Assert.All(found, result => Assert.Equal((result.Name, scheme), (result.Name, result.Scheme)));
            Assert.All(found, result => Assert.True(result.Checked > 5, $"axe checked next to nothing of {result.Name}"));
            Assert.Empty(found.SelectMany(result => result.Faults.Select(fault => $"{result.Name}: {fault}")));
            Assert.All(found, result => Assert.Equal((result.Name, Wide, Wide), (result.Name, result.Wide.Frame, result.Wide.Content)));
            Assert.All(
                found,
                result => Assert.Equal((result.Name, Narrow, Narrow), (result.Name, result.Narrow.Frame, result.Narrow.Content))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Each mail in a frame of its own, one after the other, that says what was found.</summary>
    private static string Frames(IReadOnlyList<string> names) =>
        $$"""
            <!doctype html><title>all</title>
            <script>
            const names = {{JsonSerializer.Serialize(names)}};
            const next = () => {
              const name = names.shift();
              if (!name) return;
              const frame = document.createElement('iframe');
              frame.width = {{Wide}}; frame.height = 4000; frame.src = name + '.html';
              const phone = document.createElement('iframe');
              phone.width = {{Narrow}}; phone.height = 4000; phone.src = name + '.html#narrow';
              const all = { Name: name };
              onmessage = event => {
                Object.assign(all, event.data);
                if (!all.Narrow || !all.Wide) return;
                const found = document.createElement('pre');
                found.textContent = JSON.stringify(all);
                frame.remove();
                phone.remove();
                document.body.append(found);
                next();
              };
              document.body.append(frame, phone);
            };
            addEventListener('load', next);
            </script><body></body>
            """;

    private static string Page(string html, string axe) =>
        html.Replace(
            "</body>",
            $$"""
            <script src="file://{{axe}}"></script>
            <script>
            const size = () => ({ Frame: innerWidth, Content: document.documentElement.scrollWidth });
            if (location.hash) parent.postMessage({ Narrow: size() }, '*');
            else axe.run(document).then(found => parent.postMessage({
              Wide: size(),
              Scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
              Checked: found.passes.length,
              Faults: found.violations
                .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                .flatMap(rule => rule.nodes.map(node => rule.id + ' ' + node.html)),
            }, '*'));
            </script></body>
            """,
            StringComparison.Ordinal
        );

    private static List<Result> Results(string dom) =>
        [.. Found.Matches(dom).Select(found => JsonSerializer.Deserialize<Result>(WebUtility.HtmlDecode(found.Groups["json"].Value))!)];

    [GeneratedRegex("<pre>(?<json>.*?)</pre>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Found { get; }

    private sealed record Result(string Name, string Scheme, int Checked, IReadOnlyList<string> Faults, Size Wide, Size Narrow);

    /// <summary>How wide a frame is, and how wide what is in it.</summary>
    private sealed record Size(int Frame, int Content);
}
