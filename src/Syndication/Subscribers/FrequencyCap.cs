using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>How often the publisher lets a section come at most, whatever a reader chose before the publisher said so.</summary>
internal sealed class FrequencyCap(IOptions<SubscriberOptions> options)
{
    private readonly Cadence most = PlanWords.Read<Cadence>(options.Value.MostOften)!.Value;
    private readonly Dictionary<SectionSlug, Cadence> mostIn = options.Value.MostOftenIn.ToDictionary(
        pair => new SectionSlug(pair.Key),
        pair => PlanWords.Read<Cadence>(pair.Value)!.Value
    );

    /// <summary>The cadence that a wish comes to.</summary>
    public Cadence Of(SectionSlug section, Cadence wanted) =>
        wanted is Cadence.Off ? Cadence.Off : (Cadence)Math.Max((int)wanted, (int)MostOf(section));

    /// <summary>Whether a reader may choose this.</summary>
    public bool Allows(SectionSlug section, Cadence wanted) => Of(section, wanted) == wanted;

    /// <summary>What may be chosen, in the contract's words.</summary>
    public string RuleOf(SectionSlug section) =>
        "must be one of "
        + string.Join(
            ", ",
            Enum.GetValues<Cadence>()
                .Where(cadence => cadence is not Cadence.Off && Allows(section, cadence))
                .Append(Cadence.Off)
                .Select(PlanWords.Of)
        );

    private Cadence MostOf(SectionSlug section) => mostIn.GetValueOrDefault(section, most);
}
