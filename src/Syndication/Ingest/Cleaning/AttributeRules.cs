using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Syndication.Publication;

namespace Syndication.Ingest.Cleaning;

/// <summary>Which attributes an element keeps, and the form that their values must have.</summary>
internal static partial class AttributeRules
{
    /// <summary>What is written for the element, ids and links within the page aside.</summary>
    public static List<MarkupAttribute> Of(IElement element, string name, Uri baseAddress)
    {
        var kept = new List<MarkupAttribute>();
        if (name == "a" && Addresses.Link(element.GetAttribute("href"), baseAddress) is { } link)
        {
            kept.Add(new MarkupAttribute("href", link));
            kept.Add(new MarkupAttribute("rel", "noopener"));
        }

        if (name is "blockquote" or "q" or "del" or "ins" && Addresses.Resource(element.GetAttribute("cite"), baseAddress) is { } cited)
            kept.Add(new MarkupAttribute("cite", cited));
        foreach (var attribute in Vocabulary.Attributes.GetValueOrDefault(name, []))
        {
            if (element.GetAttribute(attribute) is { } value && IsFit(attribute, value))
                kept.Add(new MarkupAttribute(attribute, value));
        }

        if (element.GetAttribute("lang") is { } language && LanguageTag.IsValid(language))
            kept.Add(new MarkupAttribute("lang", language));
        if (element.GetAttribute("dir") is "ltr" or "rtl" or "auto")
            kept.Add(new MarkupAttribute("dir", element.GetAttribute("dir")!));
        return kept;
    }

    /// <summary>The same with ids and links within the page, which stay where both ends do.</summary>
    public static List<MarkupAttribute> Of(IElement element, string name, Uri baseAddress, BodySurvey survey)
    {
        var attributes = Of(element, name, baseAddress);
        if (element.Id is { } id && survey.IsWanted(id) && IsId(id))
            attributes.Add(new MarkupAttribute("id", id));
        if (name == "a" && element.GetAttribute("href") is ['#', _, ..] fragment)
        {
            var target = Uri.UnescapeDataString(fragment[1..]);
            attributes.RemoveAll(attribute => attribute.Name is "href" or "rel");
            if (survey.IsPresent(target) && IsId(target))
                attributes.Insert(0, new MarkupAttribute("href", "#" + target));
        }

        if (name == "a" && !attributes.Exists(attribute => attribute.Name is "href" or "id"))
            attributes.Clear();
        return attributes;
    }

    /// <summary>Whether the text can be an element's id and the end of an address.</summary>
    public static bool IsId(string text) => Id.IsMatch(text);

    private static bool IsFit(string attribute, string value) =>
        attribute switch
        {
            "width" or "height" => IsNumber(value, 1, 20_000),
            "colspan" or "rowspan" => IsNumber(value, 1, 100),
            "start" or "value" => IsNumber(value, -1_000_000, 1_000_000),
            "type" => value is "1" or "a" or "A" or "i" or "I",
            "scope" => value is "row" or "col" or "rowgroup" or "colgroup",
            "datetime" => value.Length is > 0 and <= 40,
            _ => value.Length is > 0 and <= 500,
        };

    private static bool IsNumber(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most;

    [GeneratedRegex(@"^[A-Za-z][\w:.-]{0,99}$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript, matchTimeoutMilliseconds: 100)]
    private static partial Regex Id { get; }
}
