using System.Buffers.Text;
using System.Text;
using Syndication.Storage;

namespace Syndication.Digests.Tracking;

/// <summary>
/// Names of counted links: a keyed hash of the issue and the destination, so that nobody makes one up, every reader has the same one, and a
/// later version of the issue has it again. What it leads to is looked up, never read from it.
/// </summary>
internal sealed class LinkTokens(KeyRing keys)
{
    // 72 bits: none is guessed, and the mail stays small.
    private const int HashLength = 9;

    /// <summary>The name.</summary>
    /// <param name="issue">The issue's name in addresses.</param>
    /// <param name="kind">What the link is.</param>
    /// <param name="address">Where it leads.</param>
    public string Make(string issue, TrackedLinkKind kind, string address) =>
        Base64Url.EncodeToString(
            keys.Hash("tracked-link", Encoding.UTF8.GetBytes($"{issue}\n{(int)kind}\n{address}")).AsSpan(0, HashLength)
        );
}
