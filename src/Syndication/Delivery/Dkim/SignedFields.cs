using System.Buffers;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Dkim;

/// <summary>Which header fields a signature covers (its tag <c>h=</c>), and their canonical form, the same for every key.</summary>
internal sealed class SignedFields
{
    /// <summary>All that a reader or a provider acts on; RFC 8058, section 4, asks for the two of the one-click.</summary>
    private static readonly HashSet<string> Signed = new(StringComparer.OrdinalIgnoreCase)
    {
        "From",
        "Reply-To",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "List-Help",
        "List-Archive",
        "List-Post",
        "Feedback-ID",
        "Auto-Submitted",
    };

    /// <summary>
    /// Named once more than they are there, so that nobody adds a second one that a mail program would show or act on (RFC 6376, section 8.15).
    /// </summary>
    private static readonly string[] Sealed =
    [
        "From",
        "Reply-To",
        "To",
        "Cc",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];

    private static readonly string[] SealedInLists = ["List-Unsubscribe", "List-Unsubscribe-Post"];

    private SignedFields(IReadOnlyList<string> names, ArrayBufferWriter<byte> canonical)
    {
        Names = names;
        Canonical = canonical;
    }

    /// <summary>The names, in the order in which the fields are hashed.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The fields in canonical form.</summary>
    public ArrayBufferWriter<byte> Canonical { get; }

    /// <summary>Picks the fields of a header of our own making: none is there twice.</summary>
    public static SignedFields Of(IReadOnlyList<HeaderField> header)
    {
        var canonical = new ArrayBufferWriter<byte>(2048);
        var names = new List<string>(40);
        var isList = false;
        foreach (var field in header)
        {
            if (!Signed.Contains(field.Name))
                continue;
            names.Add(field.Name);
            isList |= field.Name == SealedInLists[0];
            RelaxedHeader.Write(field.Wire, canonical);
        }

        names.AddRange(Sealed);
        if (isList)
            names.AddRange(SealedInLists);
        return new SignedFields(names, canonical);
    }
}
