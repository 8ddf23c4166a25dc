using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Syndication.Feeds;

namespace Syndication.Tests.Feeds;

/// <summary>What feed validators report of an RSS or Atom feed around its items' contents, as far as a rule can tell it.</summary>
internal static partial class XmlFeedRules
{
    private static readonly XNamespace Atom = XmlFeed.Atom;
    private static readonly XNamespace Media = XmlFeed.Media;
    private static readonly XName[] Repeatable = ["category", XName.Get("creator", XmlFeed.DublinCore), Media + "content"];
    private static readonly string[] Numbers = ["width", "height", "fileSize", "ttl", "updateFrequency"];
    private static readonly string[] AtomTexts = ["title", "subtitle", "summary", "content"];

    /// <summary>The faults, in the W3C validator's words.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="address">Where it was fetched.</param>
    public static IReadOnlyList<string> FaultsOf(XDocument feed, string address) =>
        [
            .. Anywhere(feed.Root!),
            .. feed.Root!.Name == "rss" ? Rss(feed.Root.Element("channel")!) : AtomFeed(feed.Root),
            .. Self(feed, address),
        ];

    private static IEnumerable<string> Self(XDocument feed, string address)
    {
        var self = feed.Root!.Descendants(Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") == "self");
        if (self is null)
            yield return "MissingSelf";
        else if ((string?)self.Attribute("href") != address)
            yield return $"SelfDoesntMatchLocation ({self.Attribute("href")} at {address})";
    }

    private static IEnumerable<string> Anywhere(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            var values = element.Attributes().Select(attribute => (attribute.Name.LocalName, attribute.Value)).ToList();
            if (!element.HasElements)
                values.Add((element.Name.LocalName, element.Value));
            foreach (var (name, value) in values)
            {
                if (value.Any(c => c is (>= '\u0080' and <= '\u009F') or '\uFFFD') || IsMojibake(value))
                    yield return $"BadCharacters ({name}: {value})";
                if (Numbers.Contains(name) && !(long.TryParse(value, out var number) && number > 0))
                    yield return $"InvalidPositiveInteger ({name}: {value})";
                if (name is "url" or "link" or "href" or "scheme" or "domain" or "uri" && value.Length > 0 && !Address.IsMatch(value))
                    yield return $"InvalidFullLink ({value})";
            }
        }
    }

    private static IEnumerable<string> Rss(XElement channel)
    {
        var image = channel.Element("image")!;
        if (image.Element("title")!.Value != channel.Element("title")!.Value)
            yield return "ImageTitleDoesntMatch";
        if (image.Element("link")!.Value != channel.Element("link")!.Value)
            yield return "ImageLinkDoesntMatch";
        if (channel.Elements().SkipWhile(element => element.Name != "item").Any(element => element.Name != "item"))
            yield return "MisplacedItem";
        var items = channel.Elements("item").ToList();
        if (items.DistinctBy(item => item.Element("guid")!.Value).Count() < items.Count)
            yield return "DuplicateValue (guid)";
        foreach (var element in items.SelectMany(item => item.Elements()).Concat(channel.Elements()).Where(IsText))
        {
            if (string.IsNullOrWhiteSpace(element.Value))
                yield return $"NotBlank ({element.Name})";
            if (EndTag.IsMatch(element.Value))
                yield return $"ContainsHTML ({element.Name}: {element.Value})";
        }

        foreach (var fault in items.SelectMany(Item))
            yield return fault;
    }

    private static bool IsText(XElement element) =>
        element.Name == "title" || element.Name == "category" || (element.Name == "description" && element.Parent!.Name == "channel");

    private static IEnumerable<string> Item(XElement item)
    {
        foreach (var group in item.Elements().GroupBy(element => element.Name).Where(group => group.Count() > 1))
        {
            if (!Repeatable.Contains(group.Key))
                yield return $"DuplicateElement ({group.Key})";
        }

        var names = item.Elements().Select(element => element.Name).ToList();
        if (names.IndexOf(XName.Get("encoded", XmlFeed.Content)) is >= 0 and var content && names.IndexOf("description") is var summary)
        {
            if (summary < 0 || summary > content)
                yield return "NeedDescriptionBeforeContent";
        }

        foreach (var file in item.Elements("enclosure").Where(file => !Enclosure.IsMatch(file.Attribute("url")!.Value)))
            yield return $"InvalidURLAttribute ({file.Attribute("url")})";
    }

    private static IEnumerable<string> AtomFeed(XElement feed)
    {
        var entries = feed.Elements(Atom + "entry").ToList();
        if (entries.DistinctBy(entry => entry.Element(Atom + "updated")!.Value).Count() < entries.Count)
            yield return "DuplicateUpdated";
        if (feed.Elements().SkipWhile(element => element.Name != Atom + "entry").Any(element => element.Name != Atom + "entry"))
            yield return "MisplacedMetadata";
        foreach (
            var text in feed.Descendants().Where(element => element.Name.Namespace == Atom && AtomTexts.Contains(element.Name.LocalName))
        )
        {
            if (text.Value.Length == 0)
                yield return $"NotBlank ({text.Name})";
            if ((string?)text.Attribute("type") is null or "text" && EndTag.IsMatch(text.Value))
                yield return $"ContainsUndeclaredHTML ({text.Value})";
        }

        foreach (var name in feed.Descendants(Atom + "name").Select(name => name.Value).Concat(Labels(feed)))
        {
            if (EndTag.IsMatch(name))
                yield return $"ContainsHTML ({name})";
            if (Mailbox.IsMatch(name))
                yield return $"ContainsEmail ({name})";
        }
    }

    private static IEnumerable<string> Labels(XElement feed) =>
        feed.Descendants(Atom + "category").Select(category => (string)category.Attribute("label")!);

    private static bool IsMojibake(string text)
    {
        if (!Pair.IsMatch(text) || text.Any(c => c > '\u00FF'))
            return false;
        var decoded = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
        return !decoded.Contains('\uFFFD', StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"^[A-Za-z][0-9A-Za-z+.-]*:(?://)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Address { get; }

    [GeneratedRegex(
        @"^https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*(?::\d+)?/",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Enclosure { get; }

    [GeneratedRegex(@"</\w+>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndTag { get; }

    [GeneratedRegex(@"<[^<>\s]+@[^<>\s]+>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mailbox { get; }

    [GeneratedRegex("[\u00C2\u00C3][\u0080-\u00BF]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair { get; }
}
