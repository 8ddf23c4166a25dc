using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What axe finds in every golden mail in Chromium, light and dark.</summary>
public sealed partial class MailAccessibilityTests
{
    private const string Axe = "tests/Syndication.Tests/Peers/node_modules/axe-core/axe.min.js";

    // 0 is dark, 1 is light.
    private const string Command =
        "chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=20000 --blink-settings=preferredColorScheme=";

    [PeerFact("command -v chromium && test -f {root}/" + Axe)]
    public void No_golden_mail_has_a_serious_fault()
    {
        var axe = Path.Combine(ProjectRoot.Find(), Axe);
        var folder = Directory.CreateTempSubdirectory("syndication-axe-").FullName;
        try
        {
            using var host = new SyndicationHost();
            foreach (var (name, mail) in GoldenMails.AllSent(host))
            {
                if (mail.Body.Html is not { } html)
                    continue;
                var file = Path.Combine(folder, name + ".html");
                File.WriteAllText(file, Page(html, axe));
                foreach (var scheme in new[] { 0, 1 })
                    Assert.Empty(
                        Faults(
                            Shell.Run($"{Command}{scheme} --dump-dom file://{file} 2>/dev/null").Output,
                            name,
                            scheme == 0 ? "dark" : "light"
                        )
                    );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Page(string html, string axe) =>
        html.Replace(
            "</body>",
            $$"""
            <script src="file://{{axe}}"></script>
            <script>
            axe.run(document, { resultTypes: ['violations'] }).then(found => {
              const all = found.violations.flatMap(rule => rule.nodes.map(node => ({ impact: rule.impact, rule: rule.id, html: node.html })));
              const list = document.createElement('pre');
              list.id = 'found';
              list.className = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
              list.textContent = JSON.stringify(all);
              document.body.appendChild(list);
            });
            </script></body>
            """,
            StringComparison.Ordinal
        );

    private static List<string> Faults(string dom, string name, string scheme)
    {
        var where = $"{name}, {scheme}";
        var found = Found.Match(dom);
        Assert.True(found.Success, $"axe did not run in {where}");
        Assert.Equal(scheme, found.Groups["scheme"].Value);
        using var all = JsonDocument.Parse(WebUtility.HtmlDecode(found.Groups["json"].Value));
        return
        [
            .. all
                .RootElement.EnumerateArray()
                .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(fault => $"{where}: {fault.GetProperty("rule").GetString()} {fault.GetProperty("html").GetString()}"),
        ];
    }

    [GeneratedRegex(
        "<pre id=\"found\" class=\"(?<scheme>dark|light)\">(?<json>.*?)</pre>",
        RegexOptions.Singleline | RegexOptions.CultureInvariant,
        5000
    )]
    private static partial Regex Found { get; }
}
