namespace Syndication.Feeds;

/// <summary>What a request for a feed says of who asks.</summary>
internal static class FeedRequest
{
    /// <summary>Whether a person opened the address in a browser.</summary>
    /// <remarks>
    /// Both headers: only a browser's address bar or link sends them together. <c>Accept: text/html</c> proves nothing, some readers send it.
    /// </remarks>
    public static bool IsNavigation(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"] == "document" && request.Headers["Sec-Fetch-Mode"] == "navigate";
}
