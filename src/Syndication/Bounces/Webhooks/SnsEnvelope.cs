using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Bounces.Webhooks;

/// <summary>A message of Amazon SNS: who sent it is proved by a signature with a certificate that SNS itself publishes.</summary>
internal sealed partial class SnsEnvelope(JsonElement json)
{
    private static readonly string[] SignedOfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] SignedOfOthers = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    /// <summary>What kind of message it is.</summary>
    public string Type => json.Text("Type") ?? "";

    /// <summary>The topic that it comes from.</summary>
    public string Topic => json.Text("TopicArn") ?? "";

    /// <summary>What it carries.</summary>
    public string Message => json.Text("Message") ?? "";

    /// <summary>Where the subscription is confirmed; null: it does not say, or not at SNS in the topic's region.</summary>
    public Uri? SubscribeUrl => OfSns(json.Text("SubscribeURL"));

    /// <summary>Where its certificate is; null: not at SNS in the topic's region, and so it is asked for nowhere.</summary>
    public Uri? CertificateUrl =>
        OfSns(json.Text("SigningCertURL")) is { Query.Length: 0 } url && CertificatePath.IsMatch(url.AbsolutePath) ? url : null;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? Timestamp =>
        DateTimeOffset.TryParse(
            json.Text("Timestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    /// <summary>Whether the certificate's holder signed it.</summary>
    public bool IsSignedBy(X509Certificate2 certificate)
    {
        var algorithm = json.Text("SignatureVersion") switch
        {
            "1" => HashAlgorithmName.SHA1,
            "2" => HashAlgorithmName.SHA256,
            _ => default,
        };
        var signature = new byte[1024];
        if (
            algorithm == default
            || !Convert.TryFromBase64String(json.Text("Signature") ?? "", signature, out var length)
            || certificate.GetRSAPublicKey() is not { } key
        )
            return false;
        using (key)
            return key.VerifyData(Encoding.UTF8.GetBytes(Canonical()), signature.AsSpan(0, length), algorithm, RSASignaturePadding.Pkcs1);
    }

    /// <summary>What is signed: names and values on lines of their own, in the names' order.</summary>
    internal string Canonical()
    {
        var text = new StringBuilder();
        foreach (var name in Type == "Notification" ? SignedOfNotification : SignedOfOthers)
        {
            if (json.Text(name) is { } value)
                text.Append(name).Append('\n').Append(value).Append('\n');
        }

        return text.ToString();
    }

    private Uri? OfSns(string? address) =>
        Topic.Split(':') is ["arn", _, "sns", var region, _, _]
        && Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url is { Scheme: "https", IsDefaultPort: true, UserInfo.Length: 0 }
        && Region.IsMatch(region)
        && (url.Host == $"sns.{region}.amazonaws.com" || url.Host == $"sns.{region}.amazonaws.com.cn")
            ? url
            : null;

    [GeneratedRegex("^[a-z0-9-]{3,30}$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Region { get; }

    [GeneratedRegex("^/SimpleNotificationService-[A-Za-z0-9]{1,100}\\.pem$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex CertificatePath { get; }
}
