using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Delivery;
using Syndication.Delivery.Dkim;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Dkim;

public sealed class DkimOptionsTests : IDisposable
{
    private readonly SigningKeys keys = new();
    private readonly SyndicationHost host = new();

    [Theory]
    [InlineData("no domain", "r1", "Delivery:Dkim:0:Domain: 'no domain' is not a domain.")]
    [InlineData("", "r1", "Delivery:Dkim:0:Domain: '' is not a domain.")]
    [InlineData("news.test", "a_b", "Delivery:Dkim:0:Selector: 'a_b' is not made of letters, digits and hyphens, with dots between.")]
    [InlineData("news.test", "", "Delivery:Dkim:0:Selector: '' is not made of letters, digits and hyphens, with dots between.")]
    public void A_name_that_cannot_be_published_stops_the_host_and_says_which(string domain, string selector, string line) =>
        Assert.Equal([line], Faults(SigningKeys.Key(domain, selector, keys.RsaFile)));

    [Fact]
    public void A_file_that_holds_no_fitting_key_stops_the_host_and_says_why()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-folder", "key.pem");
        var encrypted = RSA.Create(2048)
            .ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));
        var cases = new (string File, string Rule)[]
        {
            ("", "is required"),
            (missing, "is not there"),
            (Path.GetTempPath(), "cannot be read"),
            (keys.Write("empty.pem", ""), "holds no private key in PEM"),
            (keys.Write("public.pem", RSA.Create(2048).ExportSubjectPublicKeyInfoPem()), "holds no private key in PEM"),
            (
                keys.Write("short.pem", RSA.Create(512).ExportPkcs8PrivateKeyPem()),
                "holds an RSA key of 512 bits, not between 1024 and 4096"
            ),
            (keys.Write("broken.pem", PemEncoding.WriteString("PRIVATE KEY", [1, 2, 3])), "holds a key that is broken"),
            (
                keys.Write("curve.pem", ECDsa.Create().ExportPkcs8PrivateKeyPem()),
                "holds a key that is neither RSA nor Ed25519, or is broken"
            ),
            (keys.Write("encrypted.pem", encrypted), "is encrypted; the service has no passphrase for it"),
        };

        foreach (var (file, rule) in cases)
            Assert.Equal([$"Delivery:Dkim:0:PrivateKeyFile: '{file}' {rule}."], Faults(SigningKeys.Key("news.test", "r1", file)));
    }

    [Fact]
    public void Keys_in_both_PEM_forms_are_taken_from_1024_bits()
    {
        using var rsa = RSA.Create(1024);

        Assert.Empty(Faults(SigningKeys.Key("news.test", "a", keys.Write("pkcs1.pem", rsa.ExportRSAPrivateKeyPem()))));
        Assert.Empty(Faults(SigningKeys.Key("news.test", "a", keys.Write("pkcs8.pem", "# ours\n" + rsa.ExportPkcs8PrivateKeyPem()))));
        Assert.Empty(Faults(SigningKeys.Key("news.test", "a", keys.Ed25519File)));
    }

    [Fact]
    public void Two_keys_of_a_domain_need_two_selectors() =>
        Assert.Equal(
            ["Delivery:Dkim: 'a' is the selector of 2 keys of news.test."],
            Faults(SigningKeys.Key("news.test", "a", keys.RsaFile), SigningKeys.Key("News.Test", "A", keys.Ed25519File))
        );

    [Fact]
    public async Task The_host_does_not_start_without_its_key_and_names_the_file()
    {
        using var command = new CommandLine();
        command.Environment["Delivery__Dkim__0__Domain"] = "news.test";
        command.Environment["Delivery__Dkim__0__Selector"] = "r1";
        command.Environment["Delivery__Dkim__0__PrivateKeyFile"] = "missing.pem";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Delivery:Dkim:0:PrivateKeyFile: 'missing.pem' is not there.", errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        keys.Dispose();
        host.Dispose();
    }

    private IReadOnlyList<string> Faults(params DkimOptions[] options) =>
        [
            .. new DkimOptionsValidator(host.Services.GetRequiredService<IHostEnvironment>())
                .Validate(name: null, new DeliveryOptions { Dkim = [.. options] })
                .Failures
                ?? [],
        ];
}
