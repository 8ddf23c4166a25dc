using Syndication.Delivery.Figures;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery.Gate;

/// <summary>Registers what stands before and beside a send.</summary>
internal static class GateSetup
{
    public static void AddGate(this IServiceCollection services)
    {
        services.AddSingleton<IDnsAnswers, LiveDns>();
        services.AddSingleton<OneClickProbe>();
        services.AddSingleton<GateInspector>();
        services.AddSingleton<Gatekeeper>();
        services.AddSingleton<GateMetrics>();
        services.AddSingleton<FigureCounts>();
        services.AddSingleton<FigureStore>();
        services.AddSingleton<WarmUpStore>();
        services.AddSingleton<Brake>();
        services.AddHostedService<GateRefresh>();
    }
}
