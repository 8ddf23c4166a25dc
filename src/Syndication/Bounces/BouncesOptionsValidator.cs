using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Mailboxes;

namespace Syndication.Bounces;

/// <summary>Checks <see cref="BouncesOptions"/> before the host listens: one fault per line, with key and rule, never a secret.</summary>
public sealed partial class BouncesOptionsValidator : IValidateOptions<BouncesOptions>
{
    private const int ShortestSecret = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BouncesOptions options)
    {
        List<string> faults = [.. MailboxOptionsRules.Faults("Bounces:Mailbox", options.Mailbox)];
        if (options.SoftDays is < 2 or > 60)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Bounces:SoftDays: '{options.SoftDays}' is not between 2 and 60."));
        Between("SoftHalfLife", options.SoftHalfLife, TimeSpan.FromDays(1), TimeSpan.FromDays(90));
        Between("KeepReports", options.KeepReports, TimeSpan.FromDays(1), TimeSpan.FromDays(3650));
        var webhooks = options.Webhooks;
        Between("Webhooks:ReplayWindow", webhooks.ReplayWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        if (webhooks.Ses.Topic.Length > 0 && !Topic.IsMatch(webhooks.Ses.Topic))
            faults.Add(
                $"Bounces:Webhooks:Ses:Topic: '{webhooks.Ses.Topic}' is not a topic's ARN such as arn:aws:sns:eu-west-1:123456789012:bounces."
            );
        if (webhooks.SendGrid.PublicKey.Length > 0 && !IsPublicKey(webhooks.SendGrid.PublicKey))
            faults.Add("Bounces:Webhooks:SendGrid:PublicKey: is not the base64 form of an elliptic curve's public key.");
        Secret("Postmark:Secret", webhooks.Postmark.Secret);
        Secret("Mailgun:SigningKey", webhooks.Mailgun.SigningKey);
        Secret("Json:Secret", webhooks.Json.Secret);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Between(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                faults.Add($"Bounces:{key}: '{value}' is not between {least} and {most}.");
        }

        void Secret(string key, string value)
        {
            if (value.Length is > 0 and < ShortestSecret)
                faults.Add($"Bounces:Webhooks:{key}: must have at least {ShortestSecret} characters.");
        }
    }

    private static bool IsPublicKey(string text)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        "^arn:aws[a-z-]*:sns:[a-z0-9-]{3,30}:[0-9]{12}:[A-Za-z0-9_.-]{1,256}$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Topic { get; }
}
