using Hangfire;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Syndication.Operations.Access;
using Syndication.Operations.DoNotMail;
using Syndication.Operations.Messages;
using Syndication.Operations.Sample;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Operations;

/// <summary>Registers what operators need: keys, logins, jobs, health, the sample publication.</summary>
public static class OperationsSetup
{
    /// <summary>Services and options.</summary>
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        // Results of verbs go to standard output, so logs do not.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddAccess();
        builder.Services.AddJobs();
        builder.Services.AddMessages();
        builder.Services.AddDoNotMail();
        builder.Services.AddApiDescription();
        builder.Services.AddMetricsPage();
        builder.Services.AddSingleton<ITemplateTrial, AdminTrial>();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ApiDescription.SayTheRule);
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"]);
        builder.UseConfiguredAddress();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        });
        if (builder.Environment.IsDevelopment())
        {
            builder.Configuration.NameTheSample();
            builder.Services.AddHostedService<SampleSeeder>();
            builder.Services.AddHostedService<Welcome>();
        }
    }

    /// <summary>
    /// Middleware, the first of all: a node without the role <c>web</c> answers at its health checks and its meters, which are its own, and nowhere
    /// else.
    /// </summary>
    public static void UseRoles(this WebApplication app)
    {
        if (!NodeRoles.IsWeb(app.Configuration["Jobs:Roles"]))
            app.MapWhen(http => !IsOfTheNode(http.Request.Path), elsewhere => elsewhere.Run(SendElsewhere));
    }

    /// <summary>Middleware: before any endpoint is mapped.</summary>
    public static void UseOperations(this WebApplication app)
    {
        app.UseForwardedHeaders(
            new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto }
        );
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = fault =>
                    fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), api => api.UseStatusCodePages());
        // By itself the host would look for the endpoint before everything else, ready feeds included.
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Endpoints.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).ExcludeFromDescription();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") })
            .ExcludeFromDescription();
        app.MapMetricsPage();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapApiPage();
        if (app.Environment.IsDevelopment())
            app.MapSamplePictures();
        app.MapLogin();
        app.MapAdmin();
        app.MapAdminSources();
        app.MapMessages();
        app.MapDoNotMail();
        app.MapHangfireDashboard(
                "/admin/jobs",
                new DashboardOptions
                {
                    Authorization = [],
                    AsyncAuthorization = [new HangfireAccess()],
                    AppPath = "/admin",
                }
            )
            .RequireAuthorization(AccessPolicies.Operator);
    }

    private static bool IsOfTheNode(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    // RFC 9110, section 15.5.20: not that it does not exist, but that whoever asked has come to the wrong node.
    private static Task SendElsewhere(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    // The host reads ASPNETCORE_URLS from the environment only, and "urls" in appsettings.json would override the environment.
    private static void UseConfiguredAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (
            configuration["urls"] is null
            && configuration["http_ports"] is null
            && configuration["ASPNETCORE_URLS"] is { Length: > 0 } addresses
        )
            builder.WebHost.UseUrls(addresses);
    }
}
