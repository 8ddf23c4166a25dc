using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats;

/// <summary>Elements by their names without namespaces: wires write the same formats with and without them.</summary>
internal static partial class WireElements
{
    /// <summary>The first child of that name, or null.</summary>
    public static XElement? Child(this XElement? element, string name) =>
        element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>The children of that name.</summary>
    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    /// <summary>Everything of that name below.</summary>
    public static IEnumerable<XElement> Below(this XElement? element, string name) =>
        element?.Descendants().Where(found => found.Name.LocalName == name) ?? [];

    /// <summary>An attribute's value, trimmed; null where it is missing or empty.</summary>
    public static string? Value(this XElement? element, string attribute) =>
        element?.Attributes().FirstOrDefault(found => found.Name.LocalName == attribute && !found.IsNamespaceDeclaration)?.Value.Trim()
            is { Length: > 0 } value
            ? XmlCharacters.Keep(value)
            : null;

    /// <summary>A whole number in an attribute; null where there is none.</summary>
    public static int? Number(this XElement? element, string attribute) =>
        int.TryParse(element.Value(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The text within on one line; null where there is none.</summary>
    public static string? Line(this XElement? element)
    {
        if (element is null)
            return null;
        var text = Spaces.Replace(XmlCharacters.Keep(element.Value), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
