using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Syndication.Publication;

/// <summary>Checks <see cref="PublicationOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class PublicationOptionsValidator : IValidateOptions<PublicationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PublicationOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        var lines = faults.ConvertAll(fault => $"Publication:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}");
        if (options.Name.Any(char.IsControl))
            lines.Add("Publication:Name: has a control character, which neither a feed nor a mail can carry.");
        if (!IsBaseAddress(options.BaseAddress))
            lines.Add(
                $"Publication:BaseAddress: '{options.BaseAddress}' is not an absolute http(s) address without user, path, query or fragment."
            );
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            lines.Add($"Publication:TimeZone: '{options.TimeZone}' is not an IANA time zone such as Europe/Berlin.");
        if (!LanguageTag.IsValid(options.Language))
            lines.Add($"Publication:Language: '{options.Language}' is not a BCP 47 language tag such as en-US.");
        if (!MailAddress.TryCreate(options.Sender, out _))
            lines.Add($"Publication:Sender: '{options.Sender}' is not a mail address, with or without a name before it.");
        if (options.ReplyTo.Length > 0 && !MailAddress.TryCreate(options.ReplyTo, out _))
            lines.Add($"Publication:ReplyTo: '{options.ReplyTo}' is neither empty nor a mail address.");
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    private static bool IsBaseAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.AbsolutePath == "/"
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0;
}
