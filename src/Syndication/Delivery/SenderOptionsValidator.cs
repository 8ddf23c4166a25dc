using System.Net.Mail;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Mails;
using Syndication.Publication;

namespace Syndication.Delivery;

/// <summary>
/// Checks before the host listens that mails can be made from the publication's sender and reply address, by the rules that make them: a sender
/// that cannot be written would end every message.
/// </summary>
public sealed class SenderOptionsValidator : IValidateOptions<PublicationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PublicationOptions options)
    {
        var faults = new List<string>();
        Check(faults, "Sender", options.Sender);
        if (options.ReplyTo.Length > 0)
            Check(faults, "ReplyTo", options.ReplyTo);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // What is no mail address at all has its line from the publication's own validation.
    private static void Check(List<string> faults, string key, string value)
    {
        if (MailAddress.TryCreate(value, out _) && !SenderAddress.TryParse(value, out _, out var rule))
            faults.Add($"Publication:{key}: '{value}' {rule}.");
    }
}
