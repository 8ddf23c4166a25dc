using MimeKit;

namespace Syndication.Delivery.Mails;

/// <summary>Who a mail is from or where replies go, as an operator writes it: an address, or <c>Name &lt;address&gt;</c>.</summary>
/// <param name="Name">Shown to readers, all of it and as written; empty: none.</param>
/// <param name="Address">The addr-spec.</param>
internal sealed record SenderAddress(string Name, string Address)
{
    /// <summary>What follows the address' at sign.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>
    /// Takes everything before the last <c>&lt;</c> as the name, so that a colon, a comma or brackets in it need no quotes; quotes around the whole
    /// of it are dropped.
    /// </summary>
    /// <param name="text">What the operator wrote.</param>
    /// <param name="sender">The parts; null when refused.</param>
    /// <param name="fault">The rule that it breaks, as a half sentence; empty when taken.</param>
    public static bool TryParse(string text, out SenderAddress? sender, out string fault)
    {
        sender = null;
        var trimmed = text.Trim();
        var open = trimmed.EndsWith('>') ? trimmed.LastIndexOf('<') : -1;
        var addrSpec = open < 0 ? trimmed : trimmed[(open + 1)..^1];
        if (!MailAddressRules.TryParse(addrSpec, out var address, out fault))
            return false;
        var parsed = new SenderAddress(open < 0 ? "" : Unquoted(trimmed[..open].Trim()), address);
        if (!parsed.Survives())
        {
            fault = "has a name that a mail header cannot carry unchanged";
            return false;
        }

        sender = parsed;
        return true;
    }

    /// <summary>Takes what the options' validation has let through.</summary>
    /// <exception cref="InvalidOperationException">It is neither an address nor a name with one.</exception>
    public static SenderAddress Parse(string text) =>
        TryParse(text, out var sender, out var fault) ? sender! : throw new InvalidOperationException($"'{text}' {fault}.");

    /// <summary>As the mail library takes it; a new one each time, since it can be changed.</summary>
    public MailboxAddress ToMailbox() => new(Name, Address);

    /// <summary>Whether whoever reads the header sees the name as it was written.</summary>
    private bool Survives() =>
        !Name.Any(char.IsControl)
        && MailboxAddress.TryParse(ToMailbox().ToString(encode: true), out var read)
        && (read.Name ?? "") == Name
        && read.GetAddress(idnEncode: true) == Address;

    private static string Unquoted(string name) =>
        name is ['"', .., '"'] && name.Length > 2
            ? name[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
            : name;
}
