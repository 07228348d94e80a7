"""What people call each field in the headings of their sheets, in several languages.

A declaration; :mod:`watchgraph.intake.guess` compares headings with it.
"""

from __future__ import annotations

#: Headings of each field, parted by ``|``.
SYNONYMS: dict[str, str] = {
    "record": "record|id|record id|lead id|case id|ref|reference no|case number|identifier",
    "supplier": "supplier|vendor|vendor name|company|company name|provider|seller|manufacturer|firm"
    "|technology company|tech provider|supplier name|suppliers|companies|vendors"
    "|fournisseur|fournisseurs|entreprise|société|vendeur|prestataire"
    "|proveedor|proveedores|empresa|compañía|fabricante|vendedor|fornecedor|fornecedores"
    "|fornitore|azienda|Anbieter|Lieferant|Hersteller|Firma|Unternehmen|leverancier|bedrijf"
    "|поставщик|поставщики|компания|производитель|вендор|постачальник|tedarikçi|şirket|firma"
    "|供应商|供應商|公司|厂商|廠商|企业|供給業者|会社|ベンダー|공급업체|회사|المورد|الشركة|الشركة الموردة"
    "|dostawca|dodavatel|dobavljač|leverandør|leverantör|toimittaja|penyedia|nhà cung cấp",
    "supplier_country": "supplier country|vendor country|country of vendor|country of supplier"
    "|company country|hq country|headquarters|country of origin|origin|company hq|vendor hq"
    "|pays du fournisseur|país del proveedor|Land des Anbieters|страна поставщика|供应商国家",
    "supplier_website": "supplier website|vendor website|company website|company url|vendor url",
    "technology": "technology|technologies|tech|technology type|type of technology|system type"
    "|product type|category|type of surveillance|surveillance type|capability"
    "|technologie|type de technologie|tecnología|tipo de tecnología|tecnologia|Technik"
    "|технология|технологии|тип технологии|技术|技術|技术类型|技術類型|기술|التقنية|التكنولوجيا|teknoloji",
    "further_url": "further url|second source|other sources|more links|additional links|other links"
    "|see also|further sources|additional sources|link 2|url 2|source 2|autres sources"
    "|otras fuentes|weitere Quellen|другие источники|其他来源",
    "country": "country|state|nation|country name|country of use|country of deployment|buyer country"
    "|recipient country|recipient|customer country|location country|where country|iso|iso3|iso code"
    "|pays|país|paese|Land|Staat|страна|государство|країна|国家|國家|国|국가|الدولة|البلد|ülke|kraj|země"
    "|maa|negara|quốc gia",
    "place": "place|city|town|location|site|municipality|region|province|city region|where"
    "|ville|lieu|ciudad|lugar|municipio|cidade|città|luogo|Ort|Stadt|город|место|城市|地点|地點|도시"
    "|المدينة|المكان|şehir|miasto",
    "name": "name|project|project name|system|system name|programme|program|deployment|description"
    "|short description|title of project|what|nom|nom du projet|projet|nombre|proyecto"
    "|nombre del proyecto|projeto|progetto|Projekt|Name des Projekts|проект|название"
    "|название проекта|项目|項目|项目名称|프로젝트|المشروع|proje",
    "operator": "operator|operated by|customer|client|buyer|end user|agency|user|purchaser|authority"
    "|government agency|police force|procuring entity|contracting authority|opérateur|client final"
    "|acheteur|operador|cliente|comprador|Betreiber|Kunde|Auftraggeber|Behörde|оператор|заказчик"
    "|клиент|客户|客戶|使用单位|운영자|العميل|الجهة المشغلة",
    "start": "start|date|start date|year|since|from|began|begin|contract date|signed|date signed"
    "|award date|launch|launch date|deployed|date deployed|year of deployment|when|commitment date"
    "|commitment year|début|année|fecha|fecha de inicio|año|inicio|data|data de início|anno|Datum"
    "|Beginn|Jahr|seit|дата|начало|год|дата начала|日期|时间|開始|年份|开始日期|날짜|시작일|التاريخ|السنة|tarih|yıl",
    "end": "end|end date|until|to|ended|fin|fecha de fin|Ende|bis|конец|дата окончания|结束|结束日期",
    "stage": "stage|status|state of project|phase|current status|project status|deployment status"
    "|statut|état|estado|etapa|situação|stato|fase|Stand|Phase|статус|этап|стадия|状态|狀態|阶段|상태|الحالة|durum",
    "camera_count": "camera count|cameras|number of cameras|no of cameras|cctv cameras|camera number"
    "|# cameras|caméras|nombre de caméras|cámaras|número de cámaras|câmeras|telecamere|Kameras"
    "|Anzahl Kameras|камеры|количество камер|число камер|摄像头|摄像头数量|攝影機數量|카메라 수|عدد الكاميرات|kamera sayısı",
    "contract_value": "contract value|value|amount|price|cost|contract amount|deal value|total value"
    "|contract size|budget|montant|valeur|valeur du contrat|prix|valor|importe|monto|precio"
    "|valor del contrato|valore|Vertragswert|Wert|Betrag|Preis|сумма|сумма контракта|стоимость|цена"
    "|合同金额|金额|金額|계약금액|قيمة العقد|المبلغ|tutar",
    "contract_currency": "contract currency|currency|cur|ccy|devise|monnaie|moneda|divisa|moeda"
    "|valuta|Währung|валюта|货币|幣別|通貨|통화|العملة|para birimi",
    "financing": "financing|funding|financed by|kind of financing|finance type|funding source"
    "|financement|financiación|financiamiento|Finanzierung|финансирование|融资|资金来源",
    "locator": "locator|page|pages|page number|pp|section|paragraph|página|Seite|страница|页码",
    "note": "note|notes|remark|remarks|comment|comments|details|observations|remarques|commentaire"
    "|notas|observaciones|observações|note interne|Bemerkung|Bemerkungen|Anmerkung|Notiz|примечание"
    "|комментарий|备注|備註|注释|비고|ملاحظات|not|uwagi",
    "source": "source key",
    "source_url": "source url|url|link|source link|web link|weblink|source|reference|references|website"
    "|article link|hyperlink|evidence|evidence url|lien|lien source|enlace|fuente|fonte|collegamento"
    "|Quelle|Link zur Quelle|источник|ссылка|来源|來源|链接|連結|出典|출처|링크|المصدر|الرابط|kaynak|bağlantı",
    "source_title": "source title|title|headline|article|article title|title of article|report title"
    "|report|titre|titre de la source|título|titolo|Titel|Überschrift|заголовок|название источника"
    "|название статьи|标题|標題|文章标题|제목|العنوان|başlık",
    "source_locator": "source locator",
    "publisher": "publisher|published by|outlet|media|media outlet|newspaper|source name|publication"
    "|éditeur|média|editor|medio|editorial|editora|editore|Herausgeber|Verlag|Medium|издатель|издание"
    "|СМИ|出版者|媒体|媒體|发布者|언론사|الناشر|yayıncı",
    "source_published": "source published|published|publication date|date published|published on"
    "|date of article|article date|date of publication|publié|date de publication"
    "|fecha de publicación|publicado|data de publicação|Veröffentlicht|veröffentlicht am"
    "|Erscheinungsdatum|дата публикации|опубликовано|发布日期|發布日期|게시일|تاريخ النشر",
    "source_accessed": "source accessed|accessed|access date|date accessed|retrieved|last checked"
    "|seen on|consulté|consulté le|consultado|fecha de consulta|abgerufen|abgerufen am"
    "|дата обращения|访问日期|查閱日期",
    "licence": "licence|license|licencia|Lizenz|лицензия|许可",
    "redistribution": "redistribution",
    "contractor": "contractor|contractors|implementing company|implementer|supplier|vendor|company"
    "|entrepreneur|contratista|Auftragnehmer|подрядчик|承包商",
    "lender": "lender|financier|bank|funder|creditor|funding agency|prêteur|banque|bailleur"
    "|prestamista|banco|Kreditgeber|Bank|кредитор|банк|贷款方|贷款人|银行|المقرض",
    "lender_type": "lender type|type of lender|funder type",
    "lender_country": "lender country|country of lender|creditor country|donor|donor country",
    "title": "title|project|project name|name|description|loan|titre|título|Titel|название|标题|项目",
    "instrument": "instrument|loan type|type of loan|flow type|kind of loan|instrument de prêt",
    "amount": "amount|loan amount|value|commitment|sum|montant|monto|importe|valor|Betrag|сумма"
    "|金额|贷款金额|المبلغ",
    "currency": "currency|cur|ccy|devise|moneda|moeda|Währung|валюта|货币|العملة",
    "interest_rate_percent": "interest rate|interest|rate|interest rate percent|taux|tasa|Zins|ставка|利率",
    "maturity_years": "maturity|maturity years|term|duration|échéance|plazo|Laufzeit|срок|期限",
    "grace_years": "grace|grace period|grace years|période de grâce|período de gracia",
    "flow_class": "flow class",
    "status": "status|loan status|statut|estado|Stand|статус|状态",
    "purpose": "purpose|objective|sector|use of loan|objet|propósito|Zweck|цель|用途",
    "concessional": "concessional|concessionality",
    "list": "list|sanctions list|entity list",
    "reason": "reason|grounds|motif|motivo|Grund|причина|原因",
}

#: Words of headings whose columns hold what belongs to private persons, parted by ``|``.
PRIVATE = (
    "email|e mail|mail|e-mail address|phone|telephone|tel|mobile|cell|cellphone|fax|whatsapp|signal"
    "|telegram|skype|contact|contact person|contact name|contact details|contacts|focal point"
    "|officer|name of officer|officer name|official name|person|person name|informant|witness"
    "|interviewee|source name private|reporter|reporter name|analyst|researcher|entered by|added by"
    "|home address|date of birth|dob|passport|passport no|national id|ssn"
    "|courriel|téléphone|portable|personne de contact|agent|correo|correo electrónico|teléfono|móvil"
    "|persona de contacto|contacto|funcionario|telefone|contato|Telefon|Handy|Ansprechpartner|Kontakt"
    "|Kontaktperson|Sachbearbeiter|почта|электронная почта|телефон|контакт|контактное лицо"
    "|ответственный|电话|電話|邮箱|電子郵件|联系人|聯絡人|手机|هاتف|الهاتف|البريد الإلكتروني|جهة الاتصال"
    "|telefon|e-posta|ilgili kişi"
)
