using Syndication.Articles;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Feeds;
using Syndication.Ingest;
using Syndication.Mailboxes;
using Syndication.Operations;
using Syndication.Operations.Verbs;
using Syndication.Outbound;
using Syndication.Pages;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = VerbRunner.ForHost(args), ContentRootPath = ProjectRoot.Find() }
);
builder.AddStorage();
builder.AddPublication();
builder.AddMailboxes();
builder.AddOutbound(services => services.GetRequiredService<WebAddresses>().Base);
builder.AddTemplates();
builder.AddArticles();
builder.AddIngest();
builder.AddFeeds();
builder.AddPages();
builder.AddDelivery();
builder.AddSubscribers();
builder.AddDigests();
builder.AddBounces();
builder.AddOperations();

var app = builder.Build();
if (!app.HasValidConfiguration())
    return VerbRunner.WrongUsage;
app.UseRoles();
app.UseFeeds();
app.UseOperations();
app.MapIngest();
app.MapFeeds();
app.MapPages();
app.MapSubscribers();
app.MapDigests();
app.MapBounces();
app.MapOperations();
return await app.RunAsync(args);
