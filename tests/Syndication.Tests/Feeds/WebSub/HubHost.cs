using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Outbound;
using Syndication.Storage.Sqlite;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds.WebSub;

/// <summary>The host with names that a test makes up, and everything that it logs.</summary>
public sealed class HubHost : SyndicationHost
{
    /// <summary>Where names lead; every lookup calls it anew.</summary>
    public Func<string, string> Lookup { get; set; } = name => throw new InvalidOperationException("Nobody should look up " + name);

    public TextLog Log { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILoggerProvider>(Log);
            // What other processes commit is noticed when a test says so, not at some moment.
            services.Remove(services.Single(service => service.ImplementationType == typeof(ForeignCommitWatcher)));
            services.AddSingleton<NameLookup>((name, _) => Task.FromResult(new[] { IPAddress.Parse(Lookup(name)) }));
        });
    }
}
