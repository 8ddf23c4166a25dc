namespace Syndication.Publication;

/// <summary>Endpoints that only read.</summary>
public static class ReadEndpoints
{
    /// <summary>
    /// GET and HEAD, which are answered alike (<c>MapGet</c> answers HEAD with 405). They are mapped by the framework's own call: the
    /// generator of request delegates sees no other, and what it does not see is compiled anew by each host.
    /// </summary>
    public static IReadOnlyList<string> Methods { get; } = [HttpMethods.Get, HttpMethods.Head];
}
