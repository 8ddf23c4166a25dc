namespace Syndication.Digests;

/// <summary>Words of the frame that come from code and not from a template.</summary>
internal static class DigestWords
{
    public const string Sponsored = "Advertisement";
    public const string FromTheEditor = "From the editor";
}
