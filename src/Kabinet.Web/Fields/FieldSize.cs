namespace Kabinet.Web.Fields;

/// <summary>How much room an input takes in a form: what goes into it says so.</summary>
internal enum FieldSize
{
    /// <summary>A small number: a storey, a count.</summary>
    Tiny,
    /// <summary>Money, an area, a day.</summary>
    Short,
    /// <summary>A phone, a choice, a name: half of a line.</summary>
    Half,
    /// <summary>A text: the whole line.</summary>
    Wide,
}
