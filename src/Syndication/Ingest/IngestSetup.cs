using Syndication.Ingest.Api;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Files;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Ingest.FullText;
using Syndication.Ingest.MailIn;
using Syndication.Ingest.Micropub;
using Syndication.Ingest.Pictures;
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
        services.AddSingleton<FileImporter>();
        services.AddSingleton<ISourceReader, FeedReader>();
        services.AddSingleton<SourceReader>();
        services.AddWatching();
        services.AddMicropub();
        services.AddMailIn();
        services.AddFullText();
        services.AddPictures();
    }

    /// <summary>The API for newsroom systems.</summary>
    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        ArticleEndpoints.Map(app);
        SectionEndpoints.Map(app);
        MicropubEndpoints.Map(app);
        FolderEndpoints.Map(app);
        PictureEndpoints.Map(app);
    }
}
