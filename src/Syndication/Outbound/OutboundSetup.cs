using System.Net;
using Microsoft.Extensions.Options;

namespace Syndication.Outbound;

/// <summary>Registers requests to addresses that others chose.</summary>
public static class OutboundSetup
{
    /// <summary>The guarded client.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="ownAddress">Finds the address that the service itself is reached under; this feature knows no publication.</param>
    public static void AddOutbound(this IHostApplicationBuilder builder, Func<IServiceProvider, string> ownAddress)
    {
        var services = builder.Services;
        services.AddOptions<OutboundOptions>().BindConfiguration("Outbound").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        services.AddSingleton(provider => new OwnAddress(new Uri(ownAddress(provider))));
        services.AddSingleton<NameLookup>((host, ct) => Dns.GetHostAddressesAsync(host, ct));
        services.AddSingleton(new ServerTrust(Policy: null));
        services.AddSingleton<OutboundGuard>();
        services.AddSingleton<GuardedConnector>();
        services.AddSingleton<OutboundClient>();
    }
}
