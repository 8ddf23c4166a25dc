using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery.Gate;
using Syndication.Outbound;

namespace Syndication.Tests.Support;

/// <summary>A publication that sends as news.example.org through relay.example.org, in a world that answers from a file.</summary>
internal sealed class SendingDomain(string zone) : SyndicationHost
{
    private readonly string keys = Directory.CreateTempSubdirectory("syndication-keys-").FullName;

    public RecordedDns Dns { get; } = new(zone);

    public Gatekeeper Gate => Services.GetRequiredService<Gatekeeper>();

    /// <summary>Sets it up; before the first use.</summary>
    public SendingDomain Configured()
    {
        // The same key in each run, so that what doctor prints is the same.
        byte[] info =
        [
            .. Convert.FromHexString("302e020100300506032b657004220420"),
            .. Enumerable.Range(0, 32).Select(value => (byte)value),
        ];
        var file = Path.Combine(keys, "s1.pem");
        File.WriteAllText(file, PemEncoding.WriteString("PRIVATE KEY", info));
        Settings["Publication:BaseAddress"] = "https://news.example.org";
        Settings["Publication:Sender"] = "The Test Post <editor@news.example.org>";
        Settings["Delivery:ReturnPathDomain"] = "bounce.news.example.org";
        Settings["Delivery:Dkim:0:Domain"] = "example.org";
        Settings["Delivery:Dkim:0:Selector"] = "s1";
        Settings["Delivery:Dkim:0:PrivateKeyFile"] = file;
        Settings["Delivery:Relays:0:Host"] = "relay.example.org";
        return this;
    }

    public async Task<GateReport> InspectAsync()
    {
        _ = Services;
        return await Services.GetRequiredService<GateInspector>().InspectAsync(CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IDnsAnswers>(Dns);
            services.AddSingleton<NameLookup>((_, _) => throw new SocketException((int)SocketError.HostNotFound));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(keys))
            Directory.Delete(keys, recursive: true);
    }
}
