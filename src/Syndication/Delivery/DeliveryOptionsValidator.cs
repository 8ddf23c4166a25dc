using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syndication.Delivery;

/// <summary>Checks <see cref="DeliveryOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var faults = new List<string>();
        Range(faults, "Connections", options.Connections, 1, 500);
        if (options.FreshFor < TimeSpan.FromMinutes(10) || options.FreshFor > TimeSpan.FromDays(7))
            faults.Add($"Delivery:FreshFor: '{options.FreshFor}' is not between 00:10:00 and 7.00:00:00.");
        if (options.InTime < TimeSpan.FromSeconds(10) || options.InTime > TimeSpan.FromDays(1))
            faults.Add($"Delivery:InTime: '{options.InTime}' is not between 00:00:10 and 1.00:00:00.");
        if (options.ReturnPathDomain.Length > 0 && !MailAddressRules.TryParse("bounces@" + options.ReturnPathDomain, out _, out _))
            faults.Add($"Delivery:ReturnPathDomain: '{options.ReturnPathDomain}' is neither empty nor a domain.");
        if (options.UnsubscribeMailbox.Length > 0 && !MailAddressRules.TryParse(options.UnsubscribeMailbox, out _, out var rule))
            faults.Add($"Delivery:UnsubscribeMailbox: '{options.UnsubscribeMailbox}' {rule}.");
        for (var i = 0; i < options.Relays.Count; i++)
            CheckRelay(faults, $"Relays:{i}", options.Relays[i]);
        foreach (var twice in options.Relays.GroupBy(relay => relay.EffectiveName).Where(group => group.Count() > 1))
            faults.Add($"Delivery:Relays: '{twice.Key}' is the name of {twice.Count()} relays; give each a Name of its own.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckRelay(List<string> faults, string key, RelayOptions relay)
    {
        if (relay.Kind == RelayKind.Smtp && Uri.CheckHostName(relay.Host) == UriHostNameType.Unknown)
            faults.Add($"Delivery:{key}:Host: '{relay.Host}' is not a host name or an address.");
        Range(faults, key + ":Port", relay.Port, 1, 65535);
        Range(faults, key + ":Weight", relay.Weight, 1, 1000);
        Range(faults, key + ":Priority", relay.Priority, 0, 1000);
        Range(faults, key + ":MaxConnections", relay.MaxConnections, 1, 500);
        Range(faults, key + ":MessagesPerConnection", relay.MessagesPerConnection, 1, 1_000_000);
        if (relay.MessagesPerSecond is { } rate && rate is not (> 0 and <= 100_000))
            faults.Add(
                string.Create(CultureInfo.InvariantCulture, $"Delivery:{key}:MessagesPerSecond: '{rate}' is not above 0 and up to 100000.")
            );
        if (relay.MaxAge is { } age && (age < TimeSpan.FromSeconds(1) || age > TimeSpan.FromDays(1)))
            faults.Add($"Delivery:{key}:MaxAge: '{age}' is not between 00:00:01 and 1.00:00:00.");
        Range(faults, key + ":WarmUp", relay.WarmUp, 1, 1_000_000);
        if (relay.User.Length > 0 && relay.Security == RelaySecurity.None && !relay.IsLoopback)
            faults.Add($"Delivery:{key}:Security: 'None' would send the password in clear text; StartTls or Tls, or a loopback host.");
    }

    private static void Range(List<string> faults, string key, int? value, int least, int most)
    {
        if (value < least || value > most)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Delivery:{key}: '{value}' is not between {least} and {most}."));
    }
}
