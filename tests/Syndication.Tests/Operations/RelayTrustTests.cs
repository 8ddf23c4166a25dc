using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>A relay with a certificate from an authority that the machine trusts, which only a process of its own can be told of.</summary>
public sealed class RelayTrustTests : IAsyncLifetime
{
    private const int Readers = 3;
    private X509Certificate2 Authority { get; } = NewAuthority();

    private FakeSmtpServer Server { get; } = new() { OffersLogin = true };

    private ProcessBench Bench { get; } = new();

    public async Task InitializeAsync()
    {
        await Bench.PrepareAsync(Server.Port, Readers, overdue: false);
        var trusted = Path.Combine(Bench.Folder, "authority.pem");
        await File.WriteAllTextAsync(trusted, Authority.ExportCertificatePem());
        Bench.Settings["SSL_CERT_FILE"] = trusted;
        Bench.Settings["Delivery:Relays:0:Host"] = "localhost";
        Bench.Settings["Delivery:Relays:0:Security"] = "StartTls";
        Bench.Settings["Delivery:Relays:0:User"] = "news";
        Bench.Settings["Delivery:Relays:0:Password"] = "secret";
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Bench.Dispose();
        Authority.Dispose();
    }

    [Fact]
    public async Task Login_and_mail_go_over_the_encrypted_connection()
    {
        using var certificate = Certificate("localhost", -10, 300);
        Server.Certificate = certificate;
        await using var process = ServerProcess.Start(Bench.Folder, Bench.Settings);

        await ProcessBench.UntilAsync(() => Server.Received.Count == Readers, process);

        // Several connections, each of which greets twice: the second time on the encrypted one.
        var commands = Server.Commands.Select(command => command.Split(' ', ':')[0]).CountBy(verb => verb).ToDictionary();
        Assert.Equal(
            (Server.Connections * 2, Server.Connections, Server.Connections, Readers),
            (commands["EHLO"], commands["STARTTLS"], commands["AUTH"], commands["MAIL"])
        );
        Assert.Equal(0, (await process.TerminateAsync()).Code);
        Assert.All(await Bench.RowsAsync(), row => Assert.Equal((MessageState.Sent, 1), (row.State, row.Attempts)));
    }

    [Theory]
    [InlineData("localhost", -300, -1)]
    [InlineData("localhost", 1, 300)]
    [InlineData("relay.test", -10, 300)]
    public async Task A_certificate_that_is_out_of_date_or_anothers_gets_neither_login_nor_mail(string name, int fromDay, int toDay)
    {
        using var certificate = Certificate(name, fromDay, toDay);
        Server.Certificate = certificate;
        await using var process = ServerProcess.Start(Bench.Folder, Bench.Settings);

        await ProcessBench.UntilAsync(
            () => process.Log.Any(line => line.Contains("Relay main is at fault", StringComparison.Ordinal)),
            process
        );

        Assert.Equal(0, (await process.TerminateAsync()).Code);
        Assert.DoesNotContain(Server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.DoesNotContain(Server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.All(await Bench.RowsAsync(), row => Assert.Equal((MessageState.Queued, 0), (row.State, row.Attempts)));
    }

    private static X509Certificate2 NewAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-400), now.AddDays(400));
    }

    private X509Certificate2 Certificate(string name, int fromDay, int toDay)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(Authority, now.AddDays(fromDay), now.AddDays(toDay), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
