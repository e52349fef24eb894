using Coupling.Protocols;

namespace Coupling.Conformance;

public class CompletenessTests
{
    [Fact]
    public void Every_mode_with_a_law_has_a_contract() =>
        Assert.Equal(
            ModeLaw.All.Select(law => law.Mode).Order(),
            Contracts().Select(contract => contract.Mode).Where(mode => !IsToy(mode)).Distinct().Order());

    [Fact]
    public void Every_mode_of_the_catalog_has_a_contract() =>
        Assert.Equal(
            ProtocolCatalog.Modes.Select(mode => Family(mode.Pattern)).Distinct().Order(),
            ModeLaw.All.Select(law => Family(law.Mode)).Distinct().Order());

    /// <summary>The guide's example keeps the contract, but is no mode.</summary>
    private static bool IsToy(string mode) => Family(mode) == "toy";

    private static string Family(string mode) => mode.Split(':', '+')[0];

    private static IEnumerable<ProtocolContract> Contracts() =>
        from type in typeof(ProtocolContract).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(ProtocolContract)) && !type.IsAbstract
        select (ProtocolContract)Activator.CreateInstance(type)!;
}
