using Syndication.Ingest.Api;
using Syndication.Ingest.Boilerplate;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Files;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Ans;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Ingest.Formats.Ghost;
using Syndication.Ingest.Formats.NewsMl;
using Syndication.Ingest.Formats.Ninjs;
using Syndication.Ingest.Formats.Nitf;
using Syndication.Ingest.Formats.WordPress;
using Syndication.Ingest.FullText;
using Syndication.Ingest.Imports;
using Syndication.Ingest.MailIn;
using Syndication.Ingest.Micropub;
using Syndication.Ingest.Pictures;
using Syndication.Ingest.Sameness;
using Syndication.Ingest.Sources;
using Syndication.Ingest.Watching;

namespace Syndication.Ingest;

/// <summary>Registers the ways in.</summary>
public static class IngestSetup
{
    /// <summary>Cleaning, the rules, the API and the importers.</summary>
    public static void AddIngest(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<HtmlCleaner>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<DocumentCheck>();
        services.AddSingleton<ArticleIntake>();
        services.AddSingleton<ArticleGateway>();
        services.AddSingleton<SectionIntake>();
        services.AddSingleton<FrontMatterDates>();
        services.AddSingleton<PlainTextReader>();
        services.AddSingleton<MarkdownReader>();
        services.AddSingleton<HtmlPageReader>();
        services.AddSingleton<WrittenTexts>();
        services.AddSingleton<SectionNotes>();
        services.AddSingleton<FileImporter>();
        // The narrower family first: an export of WordPress is an RSS document too.
        services.AddSingleton<ISourceReader, AnsReader>();
        services.AddSingleton<ISourceReader, NinjsReader>();
        services.AddSingleton<ISourceReader, NewsMlReader>();
        services.AddSingleton<ISourceReader, NitfReader>();
        services.AddSingleton<ISourceReader, WxrReader>();
        services.AddSingleton<ISourceReader, WordPressReader>();
        services.AddSingleton<ISourceReader, GhostReader>();
        services.AddSingleton<ISourceReader, FeedReader>();
        services.AddSingleton<SourceReader>();
        services.AddSingleton<PrintJobs>();
        services.AddSingleton<BoilerplateDesk>();
        services.AddSingleton<ImportKinds>();
        services.AddSingleton<ItemPreparation>();
        services.AddSingleton<ItemStorage>();
        services.AddSingleton<DocumentImporter>();
        services.AddSources();
        services.AddWatching();
        services.AddMicropub();
        services.AddMailIn();
        // Last: what nobody else knows is what its name says.
        services.AddSingleton<ISourceReader, WrittenFileReader>();
        services.AddFullText();
        services.AddPictures();
    }

    /// <summary>The API for newsroom systems.</summary>
    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        ArticleEndpoints.Map(app);
        SectionEndpoints.Map(app);
        BoilerplateEndpoints.Map(app);
        app.MapSources();
        MicropubEndpoints.Map(app);
        FolderEndpoints.Map(app);
        PictureEndpoints.Map(app);
    }
}
