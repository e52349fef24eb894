using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>The leases for which Bob waits to be dialled.</summary>
internal sealed class ExpectedLeases
{
    private readonly Lock gate = new();
    private readonly List<ExpectedLease> leases = [];

    public void Add(ExpectedLease lease)
    {
        lock (gate)
        {
            leases.Add(lease);
        }
    }

    public void Remove(ExpectedLease lease)
    {
        lock (gate)
        {
            leases.Remove(lease);
        }
    }

    public ExpectedLease? Find(Open opening)
    {
        lock (gate)
        {
            return leases.Find(lease => lease.Opening.Equals(opening));
        }
    }

    public string Describe()
    {
        lock (gate)
        {
            return leases.Count == 0 ? "none" : string.Join("; ", leases.Select(lease => LeaseOpening.Text(lease.Opening)));
        }
    }
}
