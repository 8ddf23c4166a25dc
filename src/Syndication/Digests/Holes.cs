using System.Security.Cryptography;

namespace Syndication.Digests;

/// <summary>
/// The places in a rendered issue that each reader's own links go into. They are addresses below a host that can never exist (RFC 6761,
/// section 6.4), made of characters that neither HTML escaping nor a transfer encoding touches.
/// </summary>
/// <remarks>
/// The host's name is drawn for each rendering and never published: an article that could name a hole would have every reader's links
/// put into an address of its author's choice.
/// </remarks>
/// <param name="Name">The host's name; stored with what was rendered.</param>
internal sealed record Holes(string Name)
{
    private const int NameLength = 16;

    /// <summary>Where the address of the reader's preferences goes.</summary>
    public string Preferences => $"https://{Name}.invalid/preferences";

    /// <summary>Where the address that unsubscribes the reader goes.</summary>
    public string Unsubscribe => $"https://{Name}.invalid/unsubscribe";

    /// <summary>Holes that nobody can have named before.</summary>
    public static Holes New() => new(RandomNumberGenerator.GetHexString(NameLength, lowercase: true));

    /// <summary>The text with both links filled in.</summary>
    public string Fill(string rendered, string preferences, string unsubscribe) =>
        rendered.Replace(Preferences, preferences, StringComparison.Ordinal).Replace(Unsubscribe, unsubscribe, StringComparison.Ordinal);
}
