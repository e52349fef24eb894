namespace Coupling.Protocols;

/// <summary>
/// Bob's side of one naming of `budget:B`: givers and takers exchange what they hold, so that as many givers as possible agree and no
/// law changes. Which exchange is made depends on kinds, their order and counts, never on an item.
/// </summary>
/// <remarks>
/// A giver's x1 is q-only and its A is shared; a taker's A is p-only and its x1 is shared. They are mirror images, equally probable in
/// every found round. docs/theory.md, section 17.2.
/// </remarks>
internal sealed class Exchange
{
    private readonly List<Place> places = [];
    private readonly List<int> spares = [];

    /// <summary>An early round, x1 before A: b is x1's item unless it gives.</summary>
    /// <param name="round">Its place in the unit.</param>
    /// <param name="item">x1's item.</param>
    /// <param name="itemOfA">A's item if A is a dart of Bob's too; −1 if not.</param>
    public void AddEarly(int round, int item, int itemOfA) => places.Add(new Place(round, item, itemOfA, itemOfA < 0 ? 0 : 1));

    /// <summary>A late round, A before x1: b is x1's item unless it takes.</summary>
    /// <param name="round">Its place in the unit.</param>
    /// <param name="item">x1's item.</param>
    /// <param name="shared">Whether x1 is a dart of Alice's too.</param>
    public void AddLate(int round, int item, bool shared) => places.Add(new Place(round, item, -1, shared ? -1 : 0));

    /// <summary>The item of a dart of Bob's between x1 and A in an early round: nobody needs it there.</summary>
    public void AddSpare(int item) => spares.Add(item);

    /// <summary>Fills Bob's samples of all rounds added.</summary>
    /// <param name="mirrorSpares">How many darts Alice has between A and x1 in late rounds.</param>
    /// <param name="samples">The unit's.</param>
    public void Settle(int mirrorSpares, Span<int> samples)
    {
        int[] signs = [.. places.Select(place => place.Sign)];
        foreach (Place place in places)
        {
            samples[place.Round] = place.Item;
        }

        int excess = signs.Sum();
        if (excess > 0 ? excess <= mirrorSpares : -excess <= spares.Count)
        {
            ExchangeAll(samples);
            return;
        }

        foreach ((int giver, int taker) in CyclicMatching.Pairs(signs))
        {
            samples[places[giver].Round] = places[giver].ItemOfA;
            samples[places[taker].Round] = places[giver].Item;
        }
    }

    // The items that givers give up, then the spare ones, go to the takers in order.
    private void ExchangeAll(Span<int> samples)
    {
        var given = new Queue<int>(places.Where(place => place.Sign > 0).Select(place => place.Item).Concat(spares));
        foreach (Place place in places.Where(place => place.Sign != 0))
        {
            samples[place.Round] = place.Sign > 0 ? place.ItemOfA : given.Dequeue();
        }
    }

    /// <param name="Round">In the unit.</param>
    /// <param name="Item">x1's.</param>
    /// <param name="ItemOfA">Of a giver.</param>
    /// <param name="Sign">+1 for a giver, −1 for a taker, 0 for a round that takes no part.</param>
    private readonly record struct Place(int Round, int Item, int ItemOfA, int Sign);
}
