using System.Text.Json;
using System.Xml.Linq;
using Syndication.Feeds;

namespace Syndication.Tests.Feeds;

/// <summary>Walks back from a feed as a reader does that knows nothing of us but the standards.</summary>
internal static class ArchiveWalk
{
    private const int Longest = 100;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    /// <summary>The feed itself and every archive before it.</summary>
    public static async Task<IReadOnlyList<WalkedFeed>> FromAsync(HttpClient client, string feed, FeedFormat format)
    {
        var walked = new List<WalkedFeed>();
        for (var address = $"{feed}.{format.Extension()}"; address is not null; address = walked[^1].Previous)
        {
            Assert.True(walked.Count < Longest, "The walk does not end.");
            walked.Add(Read(address, await client.GetStringAsync(address), format));
        }

        return walked;
    }

    public static WalkedFeed Read(string address, string text, FeedFormat format) =>
        format is FeedFormat.Json ? ReadJson(address, text) : ReadXml(address, XDocument.Parse(text));

    private static WalkedFeed ReadJson(string address, string text)
    {
        using var feed = JsonDocument.Parse(text);
        return new(
            address,
            [.. feed.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)],
            feed.RootElement.TryGetProperty("next_url", out var next) ? next.GetString() : null,
            Next: null,
            Current: null,
            address.Contains('-', StringComparison.Ordinal)
        );
    }

    private static WalkedFeed ReadXml(string address, XDocument feed)
    {
        var head = feed.Root!.Element("channel") ?? feed.Root;
        var items = head.Elements("item").Select(item => item.Element("guid")!.Value);
        var entries = head.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value);
        return new(
            address,
            [.. items, .. entries],
            Link("prev-archive"),
            Link("next-archive"),
            Link("current"),
            head.Element(History + "archive") is not null
        );

        string? Link(string relation) =>
            head.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == relation)?.Attribute("href")!.Value;
    }
}

/// <summary>One document of a walk through the archives, whatever its format.</summary>
internal sealed record WalkedFeed(
    string Address,
    IReadOnlyList<string> Ids,
    string? Previous,
    string? Next,
    string? Current,
    bool IsArchive
);
