using Syndication.Mailboxes;

namespace Syndication.Bounces;

/// <summary>Where bounces and complaints come in, and what follows from them.</summary>
public sealed class BouncesOptions
{
    /// <summary>The mailbox that reports, and mails to <c>Delivery:UnsubscribeMailbox</c>, arrive in.</summary>
    public MailboxOptions Mailbox { get; set; } = new();

    /// <summary>Providers that report by HTTP; one without its secret is closed.</summary>
    public WebhookOptions Webhooks { get; set; } = new();

    /// <summary>
    /// Distinct days of one run on which mail to an address failed for the time being, after which it is not mailed any more; 2 to 60.
    /// </summary>
    public int SoftDays { get; set; } = 5;

    /// <summary>Time after which such a failure counts half; a run ends when what is left of it is less than half a failure. 1 to 90 days.</summary>
    public TimeSpan SoftHalfLife { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long the text of a report is kept; that of a suppressed address is kept for as long as it is suppressed. 1 day to 10 years.</summary>
    public TimeSpan KeepReports { get; set; } = TimeSpan.FromDays(180);
}

/// <summary>Providers that report by HTTP, each at <c>/api/v1/bounces/{provider}</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>How old a signature's time may be; providers send again for hours what was not taken. 1 minute to 7 days.</summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Amazon SES by way of SNS: <c>ses</c>.</summary>
    public SesOptions Ses { get; set; } = new();

    /// <summary>Postmark: <c>postmark</c>.</summary>
    public PostmarkOptions Postmark { get; set; } = new();

    /// <summary>SendGrid: <c>sendgrid</c>.</summary>
    public SendGridOptions SendGrid { get; set; } = new();

    /// <summary>Mailgun: <c>mailgun</c>.</summary>
    public MailgunOptions Mailgun { get; set; } = new();

    /// <summary>Whoever can make JSON and an HMAC: <c>json</c>.</summary>
    public PlainWebhookOptions Json { get; set; } = new();
}

/// <summary>Amazon SES by way of SNS.</summary>
public sealed class SesOptions
{
    /// <summary>ARN of the only topic that is listened to: SNS signs for everybody. Empty: closed.</summary>
    public string Topic { get; set; } = "";

    /// <summary>Name of the relay whose queue ids it may name; empty: any.</summary>
    public string Relay { get; set; } = "";
}

/// <summary>Postmark, which does not sign.</summary>
public sealed class PostmarkOptions
{
    /// <summary>The password of its basic authentication, or the last part of the address; at least 16 characters. Empty: closed.</summary>
    public string Secret { get; set; } = "";

    /// <inheritdoc cref="SesOptions.Relay"/>
    public string Relay { get; set; } = "";
}

/// <summary>SendGrid's signed event webhook.</summary>
public sealed class SendGridOptions
{
    /// <summary>The verification key that it shows: base64 of an elliptic curve's public key. Empty: closed.</summary>
    public string PublicKey { get; set; } = "";

    /// <inheritdoc cref="SesOptions.Relay"/>
    public string Relay { get; set; } = "";
}

/// <summary>Mailgun.</summary>
public sealed class MailgunOptions
{
    /// <summary>The HTTP webhook signing key. Empty: closed.</summary>
    public string SigningKey { get; set; } = "";

    /// <inheritdoc cref="SesOptions.Relay"/>
    public string Relay { get; set; } = "";
}

/// <summary>The plain form.</summary>
public sealed class PlainWebhookOptions
{
    /// <summary>The key of the HMAC; at least 16 characters. Empty: closed.</summary>
    public string Secret { get; set; } = "";

    /// <inheritdoc cref="SesOptions.Relay"/>
    public string Relay { get; set; } = "";
}
