namespace Syndication.Digests;

/// <summary>
/// The places in a rendered issue that each reader's own links go into. They are addresses below a host that can never exist (RFC 6761,
/// section 6.4), made of characters that neither HTML escaping nor a transfer encoding touches.
/// </summary>
internal static class Holes
{
    public const string Preferences = "https://reader.invalid/preferences";
    public const string Unsubscribe = "https://reader.invalid/unsubscribe";

    /// <summary>The text with both links filled in.</summary>
    public static string Fill(string rendered, string preferences, string unsubscribe) =>
        rendered.Replace(Preferences, preferences, StringComparison.Ordinal).Replace(Unsubscribe, unsubscribe, StringComparison.Ordinal);
}
