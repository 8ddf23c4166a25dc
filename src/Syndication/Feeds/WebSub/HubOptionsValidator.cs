using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syndication.Feeds.WebSub;

/// <summary>Checks <see cref="HubOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class HubOptionsValidator : IValidateOptions<HubOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HubOptions options)
    {
        var faults = new List<string>();
        Range("ShortestLease", options.ShortestLease, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Range("LongestLease", options.LongestLease, TimeSpan.FromDays(1), TimeSpan.FromDays(365));
        Range("DefaultLease", options.DefaultLease, options.ShortestLease, options.LongestLease);
        Range("GiveUpAfter", options.GiveUpAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(7));
        Range("Connections", options.Connections, 1, 1_000);
        Range("ConnectionsPerHost", options.ConnectionsPerHost, 1, 100);
        Range("SubscriptionsPerHost", options.SubscriptionsPerHost, 1, 1_000_000);
        Range("VerificationsPerHostAndHour", options.VerificationsPerHostAndHour, 1, 100_000);
        Range("VerificationsPerNetworkAndHour", options.VerificationsPerNetworkAndHour, 1, 100_000);
        Range("VerificationsPerHour", options.VerificationsPerHour, 1, 1_000_000);
        foreach (var (index, hub) in options.PingHubs.Index().Where(entry => !IsWebAddress(entry.Item)))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Feeds:PingHubs:{index}: '{hub}' is not an absolute http(s) address."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Range<T>(string key, T value, T least, T most)
            where T : struct, IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Feeds:Hub:{key}: '{value}' is not between {least} and {most}."));
        }
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0;
}
