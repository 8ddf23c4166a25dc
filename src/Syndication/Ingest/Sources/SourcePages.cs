using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>
/// The addresses of a source's pages: a feed's own word (RFC 5005, section 3), WordPress' <c>page</c> and <c>per_page</c>, a content API's
/// <c>from</c> and <c>size</c>. What the configured address says itself is kept.
/// </summary>
internal static class SourcePages
{
    /// <summary>Most pages of a feed on the first pull.</summary>
    public const int MostOfFeed = 20;

    /// <summary>Most pages of an API on the first pull.</summary>
    public const int MostOfApi = 50;

    /// <summary>Most pages on later pulls, as long as each was new to its end.</summary>
    public const int MostLater = 5;

    private const int FirstSize = 100;
    private const int LaterSize = 20;
    private const string Posts = "wp-json/wp/v2/posts";

    /// <summary>The first page.</summary>
    /// <param name="source">The source.</param>
    /// <param name="address">Where it is now.</param>
    /// <param name="isFirstPull">Everything is wanted; later what changed last.</param>
    public static Uri First(Source source, Uri address, bool isFirstPull) =>
        source.Kind switch
        {
            SourceKind.WordPress => With(
                PostsOf(address),
                ("per_page", isFirstPull ? FirstSize : LaterSize),
                ("_embed", "author,wp:term,wp:featuredmedia"),
                ("orderby", isFirstPull ? "date" : "modified"),
                ("order", "desc")
            ),
            SourceKind.Ans => With(address, ("size", isFirstPull ? FirstSize : LaterSize)),
            _ => address,
        };

    /// <summary>
    /// Where the source is after a redirect for good of its first page: the address of which <see cref="First"/> makes what was redirected to;
    /// null: there is none.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="address">Where it was.</param>
    /// <param name="asked">Its first page there.</param>
    /// <param name="moved">Where that led to; null: nowhere.</param>
    public static Uri? Moved(Source source, Uri address, Uri asked, Uri? moved)
    {
        if (moved is null || source.Kind is SourceKind.Feed)
            return moved;
        var own = QueryHelpers.ParseQuery(address.Query);
        var added = QueryHelpers.ParseQuery(asked.Query).Where(pair => !own.ContainsKey(pair.Key)).ToDictionary();
        // Where the server dropped or changed what was asked for, it cannot be told what it would make of another question.
        var given = QueryHelpers.ParseQuery(moved.Query);
        if (added.Any(pair => given.GetValueOrDefault(pair.Key) != pair.Value))
            return null;
        var path = moved.GetLeftPart(UriPartial.Path);
        if (source.Kind is SourceKind.WordPress && PostsOf(address) != address)
        {
            if (!path.TrimEnd('/').EndsWith('/' + Posts, StringComparison.Ordinal))
                return null;
            path = path.TrimEnd('/')[..^Posts.Length];
        }

        return new Uri(QueryHelpers.AddQueryString(path, given.Where(pair => !added.ContainsKey(pair.Key))));
    }

    /// <summary>The page after one that was read; null: it was the last.</summary>
    public static Uri? Next(SourceKind kind, Uri asked, Fetched page, SourceDocument document) =>
        kind switch
        {
            SourceKind.WordPress => Number(page.Headers.GetValueOrDefault("X-WP-TotalPages")) > (Number(asked, "page") ?? 1)
                ? Replaced(asked, "page", (Number(asked, "page") ?? 1) + 1)
                : null,
            SourceKind.Ans => Number(asked, "size") is { } size and > 0 && document.Items.Count >= size
                ? Replaced(asked, "from", (Number(asked, "from") ?? 0) + size)
                : null,
            _ => document.Terms?.Next is { } next && Uri.TryCreate(page.Address, next, out var address) ? address : null,
        };

    /// <summary>Whether an API's answer is a list of nothing, which is an answer of these, and no document.</summary>
    public static bool IsEmpty(SourceKind kind, ReadOnlySpan<byte> body) =>
        kind is not SourceKind.Feed && body.Length < 16 && body.Trim(" \t\r\n"u8).SequenceEqual("[]"u8);

    private static Uri PostsOf(Uri address) =>
        address.AbsolutePath.Contains("/wp-json/", StringComparison.Ordinal)
        || address.Query.Contains("rest_route=", StringComparison.Ordinal)
            ? address
            : new Uri($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{Posts}{address.Query}");

    private static Uri With(Uri address, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var text = address.GetLeftPart(UriPartial.Query);
        var given = QueryHelpers.ParseQuery(address.Query);
        foreach (var (name, value) in parameters)
        {
            if (!given.ContainsKey(name))
                text = QueryHelpers.AddQueryString(text, name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }

        return new Uri(text);
    }

    private static Uri Replaced(Uri address, string name, int value)
    {
        var query = QueryHelpers.ParseQuery(address.Query).Where(pair => pair.Key != name).ToList();
        return With(new Uri(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query)), (name, value));
    }

    private static int? Number(Uri address, string name) =>
        Number(QueryHelpers.ParseQuery(address.Query).GetValueOrDefault(name).ToString());

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
