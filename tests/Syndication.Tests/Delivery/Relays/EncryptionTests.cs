using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>Neither password nor mail goes over a connection that is not what was configured.</summary>
public sealed class EncryptionTests : DeliveryTest
{
    [Theory]
    [InlineData("127.0.0.1", -400, -10, "StartTls")]
    [InlineData("127.0.0.1", -10, 400, "StartTls")]
    [InlineData("192.0.2.1", -10, 400, "StartTls")]
    [InlineData(null, 0, 0, "StartTls")]
    [InlineData(null, 0, 0, "Tls")]
    public async Task An_expired_unknown_or_foreign_certificate_or_none_pauses_the_relay_with_an_alarm(
        string? name,
        int fromDay,
        int toDay,
        string security
    )
    {
        using var certificate = name is null ? null : Certificate(name, fromDay, toDay);
        Server.Certificate = certificate;
        Server.OffersLogin = true;
        Host.Relay(Server.Port, 0, ("User", "news"), ("Password", "secret"), ("Security", security));
        await Host.QueueAsync(1, 7, 8, 9);

        await Host.DrainAsync();

        Assert.DoesNotContain(Server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
        Assert.DoesNotContain(Server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Queued));
        Assert.Equal(0, (await Host.RowAsync(1, 7)).Attempts);
        var health = await Host.HealthAsync("relays");
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("Relay relay-0 is at fault: ", health.Description, StringComparison.Ordinal);
        Assert.StartsWith("Relay relay-0 is at fault (", Assert.Single(Host.Errors.Lines), StringComparison.Ordinal);

        // Paused: it is not asked again before its time, and one alarm is enough.
        var asked = Server.Connections;
        await Host.DrainAsync();
        Assert.Equal(asked, Server.Connections);
        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(asked + 1, Server.Connections);
        Assert.Single(Host.Errors.Lines);
    }

    private static X509Certificate2 Certificate(string name, int fromDay, int toDay)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=relay.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(name));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(fromDay), now.AddDays(toDay));
    }
}
