using System.Text;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Feeds that tests write down.</summary>
internal static class FeedText
{
    public static SourceDocument Read(string text, string? address = null, string? contentType = null) =>
        Read(Encoding.UTF8.GetBytes(text), address, contentType);

    public static SourceDocument Read(byte[] bytes, string? address = null, string? contentType = null) =>
        TryRead(bytes, address, contentType) ?? throw new InvalidOperationException("no feed");

    public static SourceDocument? TryRead(byte[] bytes, string? address = null, string? contentType = null) =>
        new FeedReader().Read(new SourceBytes(bytes, contentType, address is null ? null : new Uri(address)), CancellationToken.None);

    /// <summary>The only item of an RSS feed with these elements in it.</summary>
    public static SourceItem Item(string elements, string declarations = "", string? address = null) =>
        Assert.Single(Read($"<rss version=\"2.0\" {declarations}><channel><item>{elements}</item></channel></rss>", address).Items);

    /// <summary>The only entry of an Atom feed with these elements in it.</summary>
    public static SourceItem Entry(string elements, string attributes = "", string? address = null) =>
        Assert.Single(Read($"<feed xmlns=\"http://www.w3.org/2005/Atom\" {attributes}><entry>{elements}</entry></feed>", address).Items);
}
