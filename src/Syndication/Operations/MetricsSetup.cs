using OpenTelemetry.Metrics;
using Syndication.Publication;

namespace Syndication.Operations;

/// <summary>
/// Shows what all features' meters count, in Prometheus' form, at <c>/metrics</c>. An operator's key opens it (<c>authorization</c> in a scrape's
/// configuration): how much is sent, refused and complained of is the publisher's business. No label has an address or a reader.
/// </summary>
internal static class MetricsSetup
{
    private const string OurMeters = "Syndication.*";

    public static void AddMetricsPage(this IServiceCollection services) =>
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(OurMeters).AddPrometheusExporter());

    public static void MapMetricsPage(this IEndpointRouteBuilder app) =>
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(AccessPolicies.OperatorKey).ExcludeFromDescription();
}
