namespace Syndication.Delivery.Relays;

/// <summary>How long an SMTP server is waited for. By the machine's time, whatever the publication's clock says.</summary>
/// <param name="Connect">Until it takes the connection.</param>
/// <param name="Greeting">From then until mail may be sent: servers keep strangers waiting before they greet. Encryption and login are in it.</param>
/// <param name="Answer">For each answer after that, and for it to take what is written.</param>
internal sealed record SmtpPatience(TimeSpan Connect, TimeSpan Greeting, TimeSpan Answer)
{
    /// <summary>RFC 5321: 5 minutes for the greeting (section 4.5.3.2.1), 10 at the end of a message (4.5.3.2.6), where an impatient client makes repeats.</summary>
    public static SmtpPatience Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
}
