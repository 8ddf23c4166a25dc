using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Syndication.Templates;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>A host whose digests cannot be rendered with a section that has a note.</summary>
internal sealed class FaultyTemplateHost : SyndicationHost
{
    public const string WithoutFault = "posts";

    private readonly Capture errors = new();

    /// <summary>What was logged as an error.</summary>
    public IEnumerable<string> Errors => errors.Lines;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.AddProvider(errors));
        builder.ConfigureTestServices(services =>
        {
            // The fault is to show when the mail is due, not at start.
            services.RemoveAll<ITemplateTrial>();
            services.AddSingleton(provider =>
                Faulty(provider.GetRequiredService<IWebHostEnvironment>().ContentRootPath, provider.GetRequiredService<Words>())
            );
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        errors.Dispose();
    }

    private TemplateLibrary Faulty(string root, Words words)
    {
        var (from, to) = (Path.Combine(root, "templates"), Path.Combine(DataFolder, "templates"));
        foreach (var file in Directory.GetFiles(from, "*.hbs", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.AppendAllText(Path.Combine(to, "digest.text.hbs"), "{{#each sections}}{{#if note}}{{nothing}}{{/if}}{{/each}}");
        return new TemplateLibrary(to, words);
    }

    private sealed class Capture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose() { }
    }
}
