using System.Globalization;

namespace Syndication.Feeds;

/// <summary>What the answers of one version of one feed have in common, made once.</summary>
internal sealed class FeedHeaders(
    string version,
    DateTimeOffset? changedAt,
    string mediaType,
    bool isPublic,
    TimeSpan rhythm,
    string self,
    string? hub
)
{
    // A cache whose way to us is broken may go on with what it has for a day.
    private const int StaleIfError = 86_400;

    private readonly string[] tags =
    [
        .. Enum.GetValues<ContentEncoding>().Select(encoding => encoding.Name() is { } name ? $"\"{version}+{name}\"" : $"\"{version}\""),
    ];

    /// <summary>Names the content: stored version and everything of the configuration that shows in it.</summary>
    public string Version { get; } = version;

    /// <summary>In whole seconds; null: not known.</summary>
    public DateTimeOffset? ChangedAt { get; } = changedAt;

    /// <summary><see cref="ChangedAt"/> as <c>Last-Modified</c> has it.</summary>
    public string? LastModified { get; } = changedAt?.ToString("R", CultureInfo.InvariantCulture);

    public string ContentType { get; } = mediaType + "; charset=utf-8";

    /// <summary>Whether everybody may keep and read it.</summary>
    public bool IsPublic { get; } = isPublic;

    /// <summary>
    /// A shared cache may answer from what it has while it asks for the next version (RFC 5861) for as long again as it is fresh; a
    /// private feed stays in its reader's own cache.
    /// </summary>
    public string CacheControl { get; } =
        isPublic
            ? $"public, max-age={Seconds(rhythm)}, stale-while-revalidate={Seconds(rhythm)}, stale-if-error={StaleIfError}"
            : $"private, max-age={Seconds(rhythm)}";

    /// <summary>RFC 8288: the feed's own address, and its hub.</summary>
    public string Link { get; } = $"<{self}>; rel=\"self\"; type=\"{mediaType}\"" + (hub is null ? "" : $", <{hub}>; rel=\"hub\"");

    /// <summary>The entity tag in an encoding: strong, as each encoding's bytes have a tag of their own.</summary>
    public string Tag(ContentEncoding encoding) => tags[(int)encoding];

    /// <summary>The same at another address.</summary>
    public FeedHeaders At(string address) => new(Version, ChangedAt, mediaType, IsPublic, rhythm, address, hub);

    /// <summary>Whether this is one of the entity tags, to the letter.</summary>
    public bool HasTag(string tag) => tag == tags[0] || tag == tags[1] || tag == tags[2];

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
