namespace Coupling.Speculation;

/// <summary>What says, for every text so far, how likely each token is next. Both parties' models are over the same vocabulary.</summary>
/// <remarks>A model is a pure function of the tokens: the same tokens give the same row, bit for bit, however a session came to them.</remarks>
public interface ILanguageModel
{
    /// <summary>n: how many tokens the vocabulary has, 1..2^20.</summary>
    int AlphabetSize { get; }

    /// <summary>Begins an empty text.</summary>
    IModelSession Open();
}
