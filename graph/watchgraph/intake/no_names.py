"""Words in the cell of a name that name nobody."""

from __future__ import annotations

#: Words by which a row says that its source names no supplier.
NONE_NAMED = frozenset(("none named", "not named", "unnamed"))
#: Words by which a row says nothing of a name, though a cell is filled: no company is called so.
NOT_A_NAME = frozenset(
    (
        *("-", "--", "---", "–", "—", "?", "??", "???", ".", "/"),
        *("unknown", "unkown", "not known", "unidentified", "undisclosed", "not disclosed"),
        *("not stated", "not specified", "unspecified", "not given", "not available"),
        *("n/a", "n.a.", "n.a", "na", "n/k", "none", "nil", "null", "nan", "nobody"),
        *("tbd", "tbc", "tba", "to be determined", "to be confirmed", "to be announced"),
        *("inconnu", "inconnue", "non connu", "non précisé", "non precise", "non communiqué"),
        *("non indiqué", "non spécifié", "aucun", "aucune", "néant", "n.c.", "n.d."),
        *("à déterminer", "à confirmer", "desconocido", "desconocida", "no conocido"),
        *("no indicado", "no especificado", "no disponible", "ninguno", "ninguna", "sin datos"),
        *("por determinar", "por confirmar", "s/d", "unbekannt", "nicht bekannt"),
        *("nicht angegeben", "nicht genannt", "keine", "keiner", "keine angabe", "k.a.", "k. a."),
        *("k.a", "неизвестно", "неизвестен", "неизвестный", "не известно", "не указано"),
        *("не указан", "не раскрыто", "нет", "нет данных", "н/д", "н.д.", "未知", "不明", "不详"),
        *(
            "不詳",
            "无",
            "無",
            "暂无",
            "未公开",
            "未公開",
            "未注明",
            "未说明",
            "待定",
            "待确认",
            "没有",
        ),
    )
)
