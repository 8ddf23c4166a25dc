using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Feeds;
using Syndication.Feeds.Limits;
using Syndication.Feeds.WebSub;
using Syndication.Ingest.MailIn;
using Syndication.Ingest.Micropub;
using Syndication.Ingest.Pictures;
using Syndication.Ingest.Sources;
using Syndication.Ingest.Watching;
using Syndication.Operations;
using Syndication.Outbound;
using Syndication.Pages;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary><c>appsettings.json</c> is where operators look: every setting is there with the code's own default, and nothing else is.</summary>
public sealed class SettingsFileTests
{
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal)
    {
        ["Publication"] = typeof(PublicationOptions),
        ["Storage"] = typeof(StorageOptions),
        ["Outbound"] = typeof(OutboundOptions),
        ["Ingest"] = typeof(SourcesOptions),
        ["Ingest:Folder"] = typeof(FolderOptions),
        ["Ingest:Micropub"] = typeof(MicropubOptions),
        ["Ingest:Mail"] = typeof(MailInOptions),
        ["Ingest:Pictures"] = typeof(PictureOptions),
        ["Feeds"] = typeof(FeedOptions),
        ["Feeds:Limits"] = typeof(LimitOptions),
        ["Feeds:Hub"] = typeof(HubOptions),
        ["Pages"] = typeof(PagesOptions),
        ["Delivery"] = typeof(DeliveryOptions),
        ["Subscribers"] = typeof(SubscriberOptions),
        ["Digests"] = typeof(DigestOptions),
        ["Bounces"] = typeof(BouncesOptions),
        ["Jobs"] = typeof(JobsOptions),
    };

    private static readonly string[] OfTheHost = ["ASPNETCORE_URLS", "AllowedHosts", "Logging"];

    [Fact]
    public void Changes_are_not_watched_for()
    {
        using var host = new SyndicationHost();

        var files = ((IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>()).Providers.OfType<FileConfigurationProvider>();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.Source.ReloadOnChange, file.ToString()));
    }

    [Fact]
    public void It_has_every_setting_with_its_default_and_nothing_else()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(ProjectRoot.Find(), "appsettings.json")));

        var written = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in file.RootElement.EnumerateObject().Where(property => !OfTheHost.Contains(property.Name)))
            Flatten(property.Name, property.Value, written);
        var coded = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (section, type) in Sections)
            Flatten(section, Activator.CreateInstance(type)!, coded);

        Assert.Equal(Lines(coded), Lines(written));
    }

    [Fact]
    public void No_class_of_settings_is_left_out_of_this_test()
    {
        using var host = new Listing();
        _ = host.Services;

        // Reads one key of the feeds', for a feature that may not know theirs.
        Assert.Equal([typeof(ArchiveOptions)], host.Bound.Except(Sections.Values));
        Assert.Equal(new FeedOptions().ByteBudget, new ArchiveOptions().ByteBudget);
    }

    private static IEnumerable<string> Lines(SortedDictionary<string, string> settings) =>
        settings.Select(setting => $"{setting.Key} = {setting.Value}");

    private static void Flatten(string key, JsonElement value, SortedDictionary<string, string> into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Flatten($"{key}:{property.Name}", property.Value, into);
                if (!value.EnumerateObject().Any())
                    into[key] = "0 items";
                break;
            case JsonValueKind.Array:
                into[key] = $"{value.GetArrayLength()} items";
                break;
            default:
                into[key] = value.ToString();
                break;
        }
    }

    private static void Flatten(string section, object options, SortedDictionary<string, string> into)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            var value = property.GetValue(options);
            var key = property.Name == nameof(HubOptions.PingHubs) ? "Feeds:PingHubs" : $"{section}:{property.Name}";
            if (value is ICollection list)
                into[key] = $"{list.Count} items";
            else if (value?.GetType() is { IsClass: true } type && type != typeof(string))
                Flatten(key, value, into);
            else
                into[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
    }

    /// <summary>A host that says which classes of ours are bound to the configuration.</summary>
    private sealed class Listing : SyndicationHost
    {
        public IReadOnlyList<Type> Bound { get; private set; } = [];

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => Bound = [.. services.Select(Options).OfType<Type>().Distinct()]);
        }

        private static Type? Options(ServiceDescriptor service) =>
            service.ServiceType is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>)
            && type.GetGenericArguments()[0] is { } options
            && options.Assembly == typeof(ProjectRoot).Assembly
                ? options
                : null;
    }
}
