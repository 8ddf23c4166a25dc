using AngleSharp.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace Syndication.Tests.Feeds;

/// <summary>What feed validators report of an item's content, as far as a rule can tell it.</summary>
internal static class ReaderRules
{
    private static readonly string[] Addresses = ["href", "src", "poster", "cite", "longdesc", "data"];
    private static readonly string[] Forbidden =
    [
        "script",
        "iframe",
        "object",
        "embed",
        "form",
        "style",
        "link",
        "meta",
        "base",
        "input",
        "bdo",
    ];

    /// <summary>The faults, in the W3C validator's words.</summary>
    public static IReadOnlyList<string> FaultsOf(string html)
    {
        var faults = new List<string>();
        var parser = new HtmlParser();
        parser.Error += (_, error) => faults.Add($"NotHtml ({((HtmlErrorEvent)error).Message})");
        var body = parser.ParseDocument($"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>").Body!;
        foreach (var element in body.QuerySelectorAll("*"))
            faults.AddRange(FaultsOf(element));
        return faults;
    }

    private static IEnumerable<string> FaultsOf(IElement element)
    {
        if (Forbidden.Contains(element.LocalName))
            yield return $"SecurityRisk (<{element.LocalName}>)";
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "controls")
                yield return $"SecurityRiskAttr ({attribute.Name})";
            if (Addresses.Contains(attribute.Name) && !IsAbsolute(attribute.Value))
                yield return $"ContainsRelRef ({attribute.Name}={attribute.Value})";
            if (attribute.Name == "srcset" && attribute.Value.Split(", ").Any(candidate => !IsAbsolute(candidate.Split(' ')[0])))
                yield return $"ContainsRelRef (srcset={attribute.Value})";
        }
    }

    private static bool IsAbsolute(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel";
}
