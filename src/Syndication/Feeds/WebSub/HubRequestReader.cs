using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Outbound;

namespace Syndication.Feeds.WebSub;

/// <summary>Reads what subscribers send (WebSub, section 5.1).</summary>
internal sealed class HubRequestReader(OutboundGuard guard, OwnAddress own, IOptions<HubOptions> options)
{
    /// <summary>Most bytes of a secret; the standard says fewer than 200.</summary>
    private const int LongestSecret = 199;

    private const int LongestAddress = 2048;

    /// <summary>The request, or a sentence on what is wrong with it.</summary>
    public (HubRequest? Request, string Fault) Read(IFormCollection form)
    {
        foreach (var field in (ReadOnlySpan<string>)["hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds", "hub.secret"])
        {
            if (form[field].Count > 1)
                return (null, $"{field} is given more than once.");
        }

        HubMode? mode = form["hub.mode"].ToString() switch
        {
            "subscribe" => HubMode.Subscribe,
            "unsubscribe" => HubMode.Unsubscribe,
            _ => null,
        };
        if (mode is null)
            return (null, "hub.mode must be subscribe or unsubscribe.");
        var topic = form["hub.topic"].ToString();
        if (WebAddress(topic) is null)
            return (null, "hub.topic must be the absolute http(s) address of a feed, at most 2048 characters.");
        if (WebAddress(form["hub.callback"].ToString()) is not { } callback)
            return (null, "hub.callback must be an absolute http(s) address, at most 2048 characters.");
        if (FaultOf(callback) is { } fault)
            return (null, fault);
        if (LeaseOf(form["hub.lease_seconds"].ToString()) is not { } lease)
            return (null, "hub.lease_seconds must be a whole number above 0.");
        var secret = form["hub.secret"].ToString();
        if (Encoding.UTF8.GetByteCount(secret) > LongestSecret)
            return (null, "hub.secret must be shorter than 200 bytes.");
        return (new HubRequest(mode.Value, topic, callback, lease, secret.Length > 0 ? secret : null), "");
    }

    private static Uri? WebAddress(string text) =>
        text.Length is > 0 and <= LongestAddress
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.AbsoluteUri.Length <= LongestAddress
            ? address
            : null;

    private string? FaultOf(Uri callback)
    {
        if (callback.Fragment.Length > 0)
            return "hub.callback must not have a fragment.";
        if (callback.UserInfo.Length > 0)
            return "hub.callback must not carry a name or password.";
        if (own.Is(callback.IdnHost, callback.Port))
            return "hub.callback must not be an address of this site.";
        return guard.Judge(callback) switch
        {
            RefusalReason.Address => "hub.callback must be on the public internet.",
            RefusalReason.Port => "hub.callback must be on port 80, 443, 8080 or 8443.",
            _ => null,
        };
    }

    private TimeSpan? LeaseOf(string text)
    {
        var terms = options.Value;
        if (text.Length == 0)
            return terms.DefaultLease;
        if (text.Length > 18 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds == 0)
            return null;
        var longest = (long)terms.LongestLease.TotalSeconds;
        var lease = TimeSpan.FromSeconds(Math.Min(seconds, longest));
        return lease < terms.ShortestLease ? terms.ShortestLease : lease;
    }
}
