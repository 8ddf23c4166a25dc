using System.Globalization;
using System.Text;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>What the large mailbox providers ask of each bulk mail, looked at in one as it goes out; the others of its issue are like it.</summary>
internal static class MailCheck
{
    /// <summary>Longer HTML is cut by large mailbox providers, the way out at its end included.</summary>
    public const int MostHtml = 102 * 1024;

    private const string PostalCheck = "postal address";
    private static readonly string[] ListFields = ["List-Unsubscribe", "List-Unsubscribe-Post"];

    /// <summary>Looks at one.</summary>
    /// <param name="mail">What it says.</param>
    /// <param name="prepared">How it is sent.</param>
    /// <param name="postalAddress"><c>Publication:PostalAddress</c>.</param>
    public static IEnumerable<GateFinding> Find(OutgoingMail mail, PreparedMail prepared, string postalAddress) =>
        [Headers(prepared), Size(mail), Text(mail), Postal(mail, postalAddress)];

    /// <summary>Both fields of the one-click are there, and covered by each signature (RFC 8058, section 4).</summary>
    public static GateFinding Headers(PreparedMail prepared)
    {
        const string Check = "list headers";
        var fields = FieldsOf(prepared.Content.Header);
        if (ListFields.FirstOrDefault(name => !fields.Contains(name)) is { } missing)
            return new GateFinding(Check, GateStatus.Fault, $"{missing} is missing");
        var signatures = fields["DKIM-Signature"].Select(TagList.Read).ToList();
        if (signatures.Count == 0)
            return new GateFinding(Check, GateStatus.Ok, "both are there; no key of ours signs them");
        return ListFields.FirstOrDefault(name => !signatures.TrueForAll(tags => Covers(tags, name))) is { } bare
            ? new GateFinding(Check, GateStatus.Fault, $"{bare} is not under each signature")
            : new GateFinding(Check, GateStatus.Ok, "both are there, and under each signature");
    }

    private static GateFinding Size(OutgoingMail mail)
    {
        var bytes = mail.Body.Html is { } html ? Encoding.UTF8.GetByteCount(html) : 0;
        var size = string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes of HTML");
        return bytes <= MostHtml
            ? new GateFinding("size", GateStatus.Ok, size)
            : new GateFinding(
                "size",
                GateStatus.Fault,
                string.Create(CultureInfo.InvariantCulture, $"{size}: providers cut what is longer than {MostHtml:N0}"),
                "lower Digests:ByteBudget, or shorten what the templates add"
            );
    }

    private static GateFinding Text(OutgoingMail mail) =>
        string.IsNullOrWhiteSpace(mail.Body.Text)
            ? new GateFinding("text part", GateStatus.Fault, "the mail has no text part, or an empty one")
            : new GateFinding("text part", GateStatus.Ok, "there is one");

    private static GateFinding Postal(OutgoingMail mail, string postalAddress)
    {
        if (Setting(postalAddress) is { IsFault: true } unset)
            return unset;
        return Words(mail.Body.Text).Contains(Words(postalAddress), StringComparison.Ordinal)
            ? new GateFinding(PostalCheck, GateStatus.Ok, "it is in the mail")
            : new GateFinding(
                PostalCheck,
                GateStatus.Fault,
                "the mail does not show Publication:PostalAddress",
                "put {{postalAddress}} into the template"
            );
    }

    /// <summary>Whether there is an address to show.</summary>
    public static GateFinding Setting(string postalAddress) =>
        postalAddress.Trim().Length == 0
            ? new GateFinding(
                PostalCheck,
                GateStatus.Fault,
                "none is set, and the law of many countries asks for one",
                "set Publication:PostalAddress"
            )
            : new GateFinding(PostalCheck, GateStatus.Ok, "it is set");

    private static bool Covers(IReadOnlyDictionary<string, string> tags, string name) =>
        tags.GetValueOrDefault("h", "").Split(':', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static ILookup<string, string> FieldsOf(byte[] header)
    {
        var unfolded = Encoding
            .Latin1.GetString(header)
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal);
        return unfolded
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0].Trim(), field => field[1].Trim(), StringComparer.OrdinalIgnoreCase);
    }

    // Texts are wrapped.
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
